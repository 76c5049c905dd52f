import type { World } from '../world.ts';
import { endLeg } from './ending.ts';
import { emitInitiated } from './leg-webhooks.ts';
import { createLeg, newPersonRecord, setLegTimer } from './leg.ts';
import type { Ending, Leg, ScriptItem } from './leg.ts';
import { comeAlive } from './people.ts';

export interface InboundCall {
  from: string;
  to: string;
  callerName: string;
  attestation: string | null;
  script: ScriptItem[] | null;
  toneHz: number | null;
}

/** How long an outside caller listens to the ringing before giving up. */
const CALLER_PATIENCE_MS = 180_000;

/** The number has no destination (D21): no application, or an inactive one. */
const LEADS_NOWHERE: Ending = { cause: 'unspecified', source: 'callee', sipCause: '480' };

/**
 * An outside person dials a number of ours, for which the application of `connectionId` answers. A
 * caller whose number leads nowhere is hung up; no webhook tells of it.
 */
export async function receiveCall(
  world: World,
  call: InboundCall,
  connectionId: string,
): Promise<Leg> {
  const isAnsweredFor = world.account.applications.get(connectionId)?.['active'] === true;
  const leg = createLeg(world.clock, {
    origin: 'outside',
    party: { kind: 'person', record: newPersonRecord(call.script, call.toneHz) },
    connectionId,
    from: call.from,
    to: call.to,
    callerIdName: call.callerName,
    attestation: call.attestation,
    route: isAnsweredFor ? world.account.routeOf(connectionId) : null,
  });
  await world.media.createPerson(leg.id);
  world.legs.add(leg);
  if (!isAnsweredFor) {
    endLeg(world, leg, LEADS_NOWHERE, true);
    return leg;
  }
  leg.whenAnswered.push(() => comeAlive(world, leg));
  setLegTimer(world.clock, leg, CALLER_PATIENCE_MS, () => {
    endLeg(world, leg, { cause: 'originator_cancel', source: 'caller', sipCause: '487' }, true);
  });
  const firstCommandMs = world.account.firstCommandTimeoutMs(connectionId);
  if (firstCommandMs !== null) {
    setLegTimer(world.clock, leg, firstCommandMs, () => {
      if (leg.wasCommanded) return;
      endLeg(world, leg, { cause: 'timeout', source: 'callee', sipCause: '480' }, true);
    });
  }
  emitInitiated(world, leg, true);
  world.live.notify('call', { id: leg.id });
  return leg;
}
