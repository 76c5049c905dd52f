import type { World } from '../world.ts';
import { endLeg } from './ending.ts';
import { emitInitiated } from './leg-webhooks.ts';
import { createLeg, newPersonRecord, setLegTimer } from './leg.ts';
import type { Leg, ScriptItem } from './leg.ts';
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

/** An outside person dials a number of ours, which `application` answers for. */
export async function receiveCall(
  world: World,
  call: InboundCall,
  connectionId: string,
): Promise<Leg> {
  const leg = createLeg(world.clock, {
    origin: 'outside',
    party: { kind: 'person', record: newPersonRecord(call.script, call.toneHz) },
    connectionId,
    from: call.from,
    to: call.to,
    callerIdName: call.callerName,
    attestation: call.attestation,
    route: world.account.routeOf(connectionId),
  });
  await world.media.createPerson(leg.id);
  world.legs.add(leg);
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
