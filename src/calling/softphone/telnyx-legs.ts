import type { Call } from '@telnyx/webrtc';
import type { SoftphoneEvent } from '../ports.ts';

/** The header by which the server names the call that a leg belongs to. */
const CALL_ID_HEADER = 'x-call-id';

/** States of `call.state` (telnyx.md, 5.3). */
const ENDED = new Set(['hangup', 'destroy', 'purge']);

export interface TelnyxLegs {
  /** A `callUpdate` of the SDK; repeated and out-of-order ones are harmless. */
  onUpdate(call: Call): void;
  get(legId: string): Call | undefined;
  hasAny(): boolean;
  all(): Call[];
  /** A punted or exhausted session drops its calls without a word. */
  endAll(): void;
  /** The legs go on in another tab: nothing ended. */
  forgetAll(): void;
  /** The network did not take them up again: the calls go on there, without this page. */
  loseAll(): void;
}

interface Leg {
  call: Call;
  said: 'offered' | 'active' | 'reconnecting' | null;
  isRecovered: boolean;
}

/**
 * Turns the SDK's mutable calls into leg events. A recovered call is a NEW object with the same id
 * and direction inbound, whatever it was: the object is replaced, the leg goes on.
 */
export function createTelnyxLegs(emit: (event: SoftphoneEvent) => void): TelnyxLegs {
  const legs = new Map<string, Leg>();
  const ended = new Set<string>();

  const end = (legId: string) => {
    if (ended.has(legId)) return;
    ended.add(legId);
    legs.delete(legId);
    emit({ type: 'leg_ended', legId });
  };

  const legOf = (call: Call): Leg => {
    const known = legs.get(call.id);
    if (known) {
      known.call = call;
      return known;
    }
    const leg: Leg = { call, said: null, isRecovered: false };
    legs.set(call.id, leg);
    return leg;
  };

  return {
    onUpdate(call) {
      const { id: legId, state } = call;
      if (ENDED.has(state)) {
        // The object that a recovery replaced is destroyed too; the leg lives on in the new one.
        const current = legs.get(legId);
        if (!current || current.call === call) end(legId);
        return;
      }
      ended.delete(legId);
      const leg = legOf(call);
      if (call.recoveredCallId) leg.isRecovered = true;
      // Before `ringing` the direction is not known yet.
      if (state === 'ringing' && leg.said === null) {
        leg.said = 'offered';
        emit({ type: 'leg_offered', legId, callId: callIdOf(call) });
      } else if (state === 'recovering' && leg.said !== 'reconnecting') {
        leg.said = 'reconnecting';
        leg.isRecovered = true;
        emit({ type: 'leg_reconnecting', legId });
      } else if (state === 'active' && leg.said !== 'active') {
        const { isRecovered } = leg;
        leg.said = 'active';
        emit({ type: 'leg_active', legId, callId: callIdOf(call), recovered: isRecovered });
      }
    },
    hasAny: () => legs.size > 0,
    all: () => [...legs.values()].map(({ call }) => call),
    get: (legId) => legs.get(legId)?.call,
    forgetAll: () => legs.clear(),
    loseAll() {
      for (const legId of legs.keys()) {
        // The SDK's own end of them, which follows, is none.
        ended.add(legId);
        legs.delete(legId);
        emit({ type: 'leg_reconnecting', legId });
      }
    },
    endAll() {
      for (const legId of legs.keys()) end(legId);
    },
  };
}

function callIdOf(call: Call): string | null {
  const headers: unknown = call.options.customHeaders;
  if (!Array.isArray(headers)) return null;
  for (const header of headers as { name?: unknown; value?: unknown }[]) {
    if (String(header.name).toLowerCase() === CALL_ID_HEADER) return String(header.value);
  }
  return null;
}
