import type { Member } from '../ports/directory.ts';
import { type Applied, changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { callLoader, isTalking } from './member-calls.ts';
import { runCommands } from './run-commands.ts';

/**
 * Keys for the far end. Sent before the answer, so that the next ones come after them; the same press
 * twice is one.
 */
export async function pressDigits(
  deps: EngineDeps,
  member: Member,
  callId: string,
  press: { digits: string; deviceId: string; number: number },
): Promise<Applied<'not_in_this_state'>> {
  const { memberId } = member;
  const id = `${callId}:digits:${press.deviceId}:${press.number}`;
  const applied = await changeCall<'not_in_this_state'>(
    deps,
    callLoader(deps, member, callId),
    (state, _stored, now) => {
      if (!isTalking(state, memberId)) return { refuse: 'not_in_this_state' };
      if (state.room.presses.some((known) => known.id === id)) return { events: [] };
      const { digits } = press;
      return {
        events: [ownRecord({ id, type: 'digits.pressed', occurredAt: now, digits, memberId })],
      };
    },
  );
  if (applied.ok) await runCommands(deps, applied.identity, applied.newCommands);
  return applied;
}
