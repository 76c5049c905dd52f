import type { LegEvent, LegRef } from '../core/call-events.ts';
import { decodeClientState } from '../core/client-state.ts';
import type {
  CallIdentity,
  EventContext,
  EventRecord,
  StoredCall,
} from '../ports/call-repository.ts';
import type { Ids } from '../ports/runtime.ts';
import type { TelnyxEvent } from '../ports/webhook.ts';
import { changeCall, type EngineDeps } from './call-engine.ts';
import { followUp } from './follow-up.ts';

/** What became of an event; every one is accounted for [I1]. */
export type Ingested = 'applied' | 'duplicate' | 'ignored' | 'parked';

/**
 * Takes in one verified Telnyx event: finds or makes its call, folds, plans and commits. Returns after
 * the commit; commands go out in the background.
 *
 * @throws when the database cannot be reached: the event is not lost, Telnyx sends it again.
 */
export async function ingestEvent(
  deps: EngineDeps & { ids: Ids },
  event: TelnyxEvent,
): Promise<Ingested> {
  if (!event.fact || !event.callControlId) {
    await deps.calls.storeLooseEvent(record(event, null, 'not_used'));
    return 'ignored';
  }
  const leg = { fact: event.fact, callControlId: event.callControlId };
  const newCallId = await deps.ids.named(event.callControlId);
  let outcome: Ingested | null = null;
  const applied = await changeCall<'settled'>(
    deps,
    async () => {
      const context = await loadContext(deps, event, leg.callControlId);
      outcome = context.seen ? 'duplicate' : null;
      return context.seen ? null : (context.call ?? newCall(context, event, newCallId));
    },
    (_state, stored) => ({ events: [record(event, legEvent(event, leg, stored), null)] }),
  );
  if (applied.ok) {
    followUp(deps, applied.identity, applied.state, applied.newCommands);
    return 'applied';
  }
  if (outcome === 'duplicate' || applied.code === 'duplicate_event') return 'duplicate';
  if (applied.code === 'not_found') return await settleStranger(deps, event);
  throw new Error(`event not stored: ${applied.code}`);
}

function loadContext(
  deps: EngineDeps,
  event: TelnyxEvent,
  callControlId: string,
): Promise<EventContext> {
  return deps.calls.loadForEvent({
    eventId: event.id,
    callId: decodeClientState(event.clientState)?.callId ?? null,
    callControlId,
    fromNumber: event.from,
    toNumber: event.to,
  });
}

/** An inbound call that is not known yet: any of its events may come first, or be the only one. */
function newCall(context: EventContext, event: TelnyxEvent, callId: string): StoredCall | null {
  const { number } = context;
  const isOurs = decodeClientState(event.clientState) !== null || event.direction === 'outgoing';
  if (!number || isOurs || !event.callControlId) return null;
  const identity: CallIdentity = {
    id: callId,
    organizationId: number.organizationId,
    direction: 'inbound',
    fromNumber: event.from,
    toNumber: number.phoneNumber,
    clientId: context.clientId,
    phoneNumberId: number.id,
    callControlId: event.callControlId,
    callSessionId: event.callSessionId,
  };
  const { policy } = number;
  return { identity, version: 0, policy, events: [], commands: [], serverTime: context.serverTime };
}

function legEvent(
  event: TelnyxEvent,
  leg: { fact: NonNullable<TelnyxEvent['fact']>; callControlId: string },
  stored: StoredCall,
): LegEvent {
  return {
    ...leg.fact,
    id: event.id,
    occurredAt: event.occurredAt,
    legStartedAt: event.legStartedAt,
    leg: legRef(event, leg.callControlId, stored),
  };
}

/** Which leg of the call this is: told by our client state, else known from the log, else the caller's. */
function legRef(event: TelnyxEvent, callControlId: string, stored: StoredCall): LegRef {
  const known = stored.events.find(
    (other) => 'leg' in other && other.leg.callControlId === callControlId,
  );
  if (known && 'leg' in known) return known.leg;
  const told = decodeClientState(event.clientState);
  if (told) return { callControlId, role: told.role, attempt: told.attempt };
  return { callControlId, role: 'external', attempt: 0 };
}

/** An event of no call of ours: kept, and where it should have been one, shown in Health. */
async function settleStranger(deps: EngineDeps, event: TelnyxEvent): Promise<Ingested> {
  const isInbound = event.direction === 'incoming' && !decodeClientState(event.clientState);
  await deps.calls.storeLooseEvent(
    record(event, null, isInbound ? 'unknown_number' : 'unknown_call'),
  );
  if (!isInbound) return 'ignored';
  await deps.calls.parkDeadLetter({
    id: event.id,
    source: 'telnyx-voice-webhook',
    reason: 'unknown_number',
    body: JSON.stringify(event.payload),
  });
  return 'parked';
}

function record(
  event: TelnyxEvent,
  domainEvent: LegEvent | null,
  ignoredReason: string | null,
): EventRecord {
  return {
    id: event.id,
    source: 'telnyx',
    type: event.eventType,
    occurredAt: event.occurredAt,
    event: domainEvent,
    payload: event.payload,
    ignoredReason,
  };
}
