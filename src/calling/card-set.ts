import type { CallCard } from '@core/contracts/call-card.ts';
import type { QualityChange } from '@core/contracts/quality-card.ts';
import type { CallingState } from './call-state.ts';

/**
 * The set of calls on screen, as a function of what was heard. A card is a versioned snapshot: the
 * highest version wins, whatever order they come in (invariant I5), and an ended call stays ended.
 */
type CardSet = Pick<
  CallingState,
  'cards' | 'heardAt' | 'lastHeard' | 'presumedEnded' | 'hasSnapshot'
>;

const MAX_TOMBSTONES = 100;

/** A card from a broadcast. Returns the same set when it brings nothing new. */
export function withCard<State extends CardSet>(set: State, card: CallCard): State {
  const known = set.cards[card.id];
  if (known && !isNewer(card, known) && !isLater(card, known)) return set;
  return put(set, card);
}

/** Whose network troubles a call changes beside its events: the card says so from then on. */
export function withQuality<State extends CardSet>(set: State, change: QualityChange): State {
  const card = set.cards[change.callId];
  if (!card || card.status === 'ended') return set;
  if (Date.parse(change.serverTime) < Date.parse(card.serverTime)) return set;
  return put(set, { ...card, quality: change.quality, serverTime: change.serverTime });
}

/**
 * The answer of `live_calls()`. Live calls that it does not list have ended, unless they were heard
 * of after the question was asked.
 *
 * @param askedAt `lastHeard` at the moment of asking
 */
export function withSnapshot<State extends CardSet>(
  set: State,
  snapshot: readonly CallCard[],
  askedAt: number,
): State {
  let next = set;
  for (const card of snapshot) next = withSnapshotCard(next, card);
  const listed = new Set(snapshot.map((card) => card.id));
  for (const card of Object.values(next.cards)) {
    if (card.status === 'ended' || listed.has(card.id)) continue;
    if ((next.heardAt[card.id] ?? 0) > askedAt) continue;
    next = presumeEnded(next, card);
  }
  return prune({ ...next, hasSnapshot: true });
}

function withSnapshotCard<State extends CardSet>(set: State, card: CallCard): State {
  const known = set.cards[card.id];
  // The server lists a call that an earlier snapshot had left out: believe the server.
  if (known && set.presumedEnded[card.id] && card.version >= known.version) return put(set, card);
  // Asked for often: a card that says the same is no news.
  if (known && isLater(card, known) && saysTheSame(card, known)) return set;
  return withCard(set, card);
}

function saysTheSame(card: CallCard, known: CallCard): boolean {
  const troubles = ({ quality = [] }: CallCard) =>
    quality.map(({ member, what }) => `${member.id} ${what}`).join();
  return card.summaryLine === known.summaryLine && troubles(card) === troubles(known);
}

function isNewer(card: CallCard, known: CallCard): boolean {
  return card.version > known.version && !(known.status === 'ended' && card.status !== 'ended');
}

/** What a call is about is found out beside its events: it makes a later card, but no version. */
function isLater(card: CallCard, known: CallCard): boolean {
  return (
    card.version === known.version &&
    card.status === known.status &&
    Date.parse(card.serverTime) > Date.parse(known.serverTime)
  );
}

function put<State extends CardSet>(set: State, card: CallCard): State {
  const lastHeard = set.lastHeard + 1;
  const { [card.id]: _lifted, ...presumedEnded } = set.presumedEnded;
  return {
    ...set,
    cards: { ...set.cards, [card.id]: card },
    heardAt: { ...set.heardAt, [card.id]: lastHeard },
    lastHeard,
    presumedEnded,
  };
}

/** Keeps the version, so that the broadcast with the true outcome is still newer. */
function presumeEnded<State extends CardSet>(set: State, card: CallCard): State {
  return {
    ...set,
    cards: { ...set.cards, [card.id]: { ...card, status: 'ended' as const, deadlineAt: null } },
    presumedEnded: { ...set.presumedEnded, [card.id]: true as const },
  };
}

function prune<State extends CardSet>(set: State): State {
  const ended = Object.values(set.cards).filter((card) => card.status === 'ended');
  if (ended.length <= MAX_TOMBSTONES) return set;
  const surplus = ended
    .toSorted((a, b) => (set.heardAt[a.id] ?? 0) - (set.heardAt[b.id] ?? 0))
    .slice(0, ended.length - MAX_TOMBSTONES);
  const gone = new Set(surplus.map((card) => card.id));
  const keep = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)));
  return {
    ...set,
    cards: keep(set.cards),
    heardAt: keep(set.heardAt),
    presumedEnded: keep(set.presumedEnded),
  };
}
