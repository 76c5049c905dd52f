import { type ClientState, decodeClientState } from '../core/client-state.ts';
import { changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { runCommands } from './run-commands.ts';

/** As many businesses are looked at in one go; those with the latest calls come first. */
const MOST_CONNECTIONS = 20;

/**
 * Finds legs that we dialled and never heard of again: the dial's answer and every webhook got lost.
 * Such a leg is written into its call, whose plan then uses it or hangs it up; a leg whose call does
 * not exist is hung up at once [I6].
 */
export async function adoptStrays(deps: EngineDeps): Promise<void> {
  const connections = await deps.calls.connectionsInUse(MOST_CONNECTIONS);
  const legs = (await deps.telephony.listActiveLegs(connections)) ?? [];
  await Promise.all(
    legs.map(async ({ callControlId, clientState }) => {
      const told = decodeClientState(clientState);
      if (told) await adopt(deps, callControlId, told);
    }),
  );
}

async function adopt(deps: EngineDeps, callControlId: string, told: ClientState): Promise<void> {
  const { callId, role, attempt } = told;
  const applied = await changeCall<'known'>(
    deps,
    () => deps.calls.load(callId),
    (_state, stored, now) => {
      const isKnown = stored.events.some(
        (event) => 'leg' in event && event.leg.callControlId === callControlId,
      );
      if (isKnown) return { refuse: 'known' };
      const id = `${callControlId}:found`;
      const leg = { callControlId, role, attempt };
      return {
        events: [ownRecord({ id, type: 'leg.dialled', occurredAt: now, leg, legStartedAt: null })],
      };
    },
  );
  if (applied.ok) {
    deps.log.warn('stray leg adopted', { call: callId, role });
    await runCommands(deps, applied.identity, applied.newCommands);
  } else if (applied.code === 'not_found') {
    const commandId = `${callId}:hangup:${callControlId}`;
    await deps.telephony.execute({ commandId, body: { kind: 'hangup', callControlId } });
  }
}
