import { inBackground } from '../background.ts';
import type { World } from '../world.ts';
import { markAnswered } from './answering.ts';
import { bridgeLegs } from './bridging.ts';
import { TEST_NUMBER } from './callee-book.ts';
import { placeCall, sipUserOf } from './dialling.ts';
import type { OutboundCall } from './dialling.ts';
import { appHangup, endLeg } from './ending.ts';
import { DEFAULT_TIME_LIMIT_MS } from './leg.ts';
import type { Ending, Leg } from './leg.ts';
import { judgeOutbound } from './outbound-rules.ts';

const FAR_TIMEOUT_MS = 30_000;
const NOT_ALLOWED: Ending = { cause: 'call_rejected', source: 'callee', sipCause: '403' };

type Permission = Pick<OutboundCall, 'to' | 'timeLimitMs' | 'voiceProfileId' | 'isFree' | 'route'>;

/** Anybody may call Telnyx's test number, free of charge and whatever the caller id. */
function permissionFor(world: World, leg: Leg): Permission | null {
  const timeLimitMs = DEFAULT_TIME_LIMIT_MS;
  if (leg.to.replaceAll(/[\s().-]/g, '') === TEST_NUMBER) {
    return { to: TEST_NUMBER, timeLimitMs, voiceProfileId: null, isFree: true, route: null };
  }
  const isDialable = sipUserOf(leg.to) !== null || /^\+[1-9]\d{6,14}$/.test(leg.to);
  if (!isDialable || world.account.numberByE164(leg.from) === null) return null;
  const verdict = judgeOutbound(world, leg.connectionId, leg.to);
  if (!verdict.ok) return null;
  return {
    to: leg.to,
    timeLimitMs: Math.min(timeLimitMs, verdict.maxLengthMs ?? Infinity),
    voiceProfileId: verdict.voiceProfileId,
    isFree: false,
    route: leg.route,
  };
}

/** Telnyx routes a browser's own call: rings the far end, and joins both when it answers. */
export function routeOnward(world: World, leg: Leg): void {
  const permission = permissionFor(world, leg);
  if (permission === null) {
    endLeg(world, leg, NOT_ALLOWED);
    return;
  }
  const far = placeCall(world, {
    ...permission,
    connectionId: leg.connectionId,
    from: leg.from,
    callerIdName: leg.callerIdName,
    timeoutMs: FAR_TIMEOUT_MS,
    retryOnTimeout: false,
    sessionId: leg.sessionId,
    clientState: leg.clientState,
    customHeaders: leg.customHeaders,
    parkAfterUnbridge: false,
    digitsOnAnswer: '',
  });
  world.gateway().ringing(leg.id);
  far.whenAnswered.push(() => inBackground(connect(world, leg, far), 'connecting a call'));
  far.whenEnded.push(() => {
    if (leg.state === 'ringing' && far.ending !== null) endLeg(world, leg, far.ending);
  });
  leg.whenEnded.push(() => endLeg(world, far, appHangup(far)));
}

async function connect(world: World, leg: Leg, far: Leg): Promise<void> {
  await world.gateway().answered(leg.id);
  markAnswered(world, leg);
  if (far.state === 'answered' && leg.state === 'answered') bridgeLegs(world, far, leg);
}
