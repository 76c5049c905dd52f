import type { CallCard } from '@core/contracts/call-card.ts';
import type { CallingState } from './call-state.ts';
import { isWithAi, waitingSince, wantsPerson } from './selectors.ts';

/** Every live call of the business, each in one lane, in the order in which they are shown. */
export interface LiveBoard {
  ringing: readonly CallCard[];
  active: readonly CallCard[];
  parked: readonly CallCard[];
  ai: readonly CallCard[];
}
export type LaneName = keyof LiveBoard;

/** Where a call stands; null: it has ended. */
export function laneOf(card: CallCard): LaneName | null {
  if (card.status === 'ended') return null;
  const isSentOn = card.status === 'ringing' && Boolean(card.room?.handoff);
  if (card.room?.parked && !isSentOn) return 'parked';
  if (isSentOn || (card.status === 'ringing' && card.direction === 'inbound')) return 'ringing';
  return isWithAi(card) ? 'ai' : 'active';
}

/** Since when somebody waits in this lane, or talks. */
export function laneSince(card: CallCard): string {
  switch (laneOf(card)) {
    case 'ringing':
      return card.room?.handoff?.since ?? waitingSince(card);
    case 'parked':
      return card.room?.parked?.since ?? card.startedAt;
    case 'ai':
      return card.ai?.since ?? card.startedAt;
    default:
      return card.answeredAt ?? card.startedAt;
  }
}

/** The board of this moment; a lane that shows what it showed is the same list. */
export function liveBoard(
  { cards }: Pick<CallingState, 'cards'>,
  before?: LiveBoard | null,
): LiveBoard {
  const lanes: Record<LaneName, CallCard[]> = { ringing: [], active: [], parked: [], ai: [] };
  for (const card of Object.values(cards)) {
    const lane = laneOf(card);
    if (lane) lanes[lane].push(card);
  }
  const board: LiveBoard = {
    ringing: kept(lanes.ringing.toSorted(bySince), before?.ringing),
    active: kept(lanes.active.toSorted(bySince), before?.active),
    parked: kept(lanes.parked.toSorted(bySince), before?.parked),
    ai: kept(lanes.ai.toSorted(byWish), before?.ai),
  };
  const isSame =
    before &&
    board.ringing === before.ringing &&
    board.active === before.active &&
    board.parked === before.parked &&
    board.ai === before.ai;
  return isSame ? before : board;
}

function kept(next: readonly CallCard[], before: readonly CallCard[] | undefined) {
  const isSame =
    before?.length === next.length && next.every((card, index) => card === before[index]);
  return isSame ? before : next;
}

function bySince(a: CallCard, b: CallCard): number {
  return laneSince(a).localeCompare(laneSince(b)) || a.id.localeCompare(b.id);
}

/** Those that want a person first. */
function byWish(a: CallCard, b: CallCard): number {
  const rank = (card: CallCard) => (wantsPerson(card) ? 0 : 1);
  return rank(a) - rank(b) || bySince(a, b);
}
