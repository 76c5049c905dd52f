import type { CallState, LegState } from '../../supabase/functions/_shared/core/call-state.ts';
import { epochMs } from '../../supabase/functions/_shared/core/instant.ts';
import type { Checked } from './checked.ts';
import type { Leg } from './telnyx-model.ts';
import { Violation } from './violation.ts';

/** Some seconds after the faults stopped: who hears whom is what the calls want. */
export function checkRooms(world: Checked, settledBefore: number): void {
  checkOneConversation(world);
  for (const [callId, { state, updatedAt }] of world.calls.rows) {
    const agoMs = epochMs(world.time.iso()) - epochMs(updatedAt);
    const isSettled = world.time.nowMs - agoMs < settledBefore;
    if (isSettled && state.status !== 'ended' && state.room.isNeeded) {
      checkRoom(world, callId, state, settledBefore);
    }
  }
}

/** [I2] A member talks in one call at most: the far ends of the others hear music. */
function checkOneConversation({ calls }: Checked): void {
  const talks = new Map<string, string>();
  for (const [callId, { state }] of calls.rows) {
    const { current, status, room, answeredAt } = state;
    if (status !== 'active' || !current?.connectedAt || room.hold || !answeredAt) continue;
    const before = talks.get(current.memberId);
    if (before) throw new Violation(`[I2] ${current.memberId} talks in ${before} and in ${callId}`);
    talks.set(current.memberId, callId);
  }
}

/** [I7] Telnyx's conference is what the call wants: who is in it, and who hears music. */
function checkRoom(
  { telnyx, withAi }: Checked,
  callId: string,
  state: CallState,
  settledBefore: number,
): void {
  const hasAi = withAi && (state.ai?.status === 'talking' || state.ai?.status === 'starting');
  if (state.status === 'connecting' || state.answeredAt === null || hasAi) return;
  const rooms = new Set<string>();
  for (const wanted of state.legs.flatMap((leg) => wish(state, leg))) {
    const leg = telnyx.legs.get(wanted.callControlId);
    if (leg?.state !== 'answered' || leg.changedAtMs > settledBefore) continue;
    checkLeg(callId, leg, wanted.held);
    if (leg.room) rooms.add(leg.room);
  }
  if (rooms.size > 1) throw new Violation(`[I7] ${callId} is in ${rooms.size} rooms`);
}

function checkLeg(callId: string, leg: Leg, held: boolean): void {
  if (leg.room === null)
    throw new Violation(`[I7] ${leg.callControlId} of ${callId} is in no room`);
  if (leg.isHeld === held) return;
  const hears = leg.isHeld ? 'music' : 'the others';
  throw new Violation(
    `[I7] ${leg.callControlId} of ${callId} hears ${hears}, the call says otherwise`,
  );
}

/** Where a leg should be; nothing for those that are being hung up, and those who listen. */
function wish(state: CallState, leg: LegState): { callControlId: string; held: boolean }[] {
  const { callControlId } = leg;
  const { room, current } = state;
  if (leg.endedAt !== null) return [];
  if (leg.role === 'external') {
    const others = room.parties.some(
      ({ role, status }) => role !== 'supervisor' && status === 'joined',
    );
    const held = current?.connectedAt ? room.hold !== null : !others;
    return [{ callControlId, held }];
  }
  if (leg.role === 'agent') {
    return current?.connectedAt && current.number === leg.attempt
      ? [{ callControlId, held: false }]
      : [];
  }
  const party = room.parties.find(({ number }) => number === leg.attempt);
  const isIn = party && party.role !== 'supervisor' && party.status !== 'gone' && leg.answeredAt;
  if (!isIn) return [];
  const isHeld = (number: number) =>
    room.holds.findLast((one) => one.party === number)?.endedAt === null;
  const others = room.parties.filter(
    ({ number, role, status }) =>
      number !== leg.attempt && role !== 'supervisor' && status === 'joined' && !isHeld(number),
  );
  // Alone in the room while the agent is on the way to another browser.
  const isOutsideUp = state.legs.some(({ role, endedAt }) => role === 'external' && !endedAt);
  const isMoving = state.status === 'connecting' && current !== null;
  const isAlone = isMoving && others.length === 0 && isOutsideUp;
  return [{ callControlId, held: isHeld(leg.attempt) || isAlone }];
}
