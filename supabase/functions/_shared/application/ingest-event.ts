import { aiRequested } from '../core/call-deadline.ts';
import type { CallEvent, LegRef } from '../core/call-events.ts';
import { decodeClientState } from '../core/client-state.ts';
import { forwardWanted, messageBegan } from '../core/line-events.ts';
import { firstRoute, routeInbound } from '../core/route-inbound.ts';
import type {
  CallIdentity,
  EventContext,
  EventRecord,
  StoredCall,
} from '../ports/call-repository.ts';
import type { Ids } from '../ports/runtime.ts';
import type { TelnyxEvent } from '../ports/webhook.ts';
import { changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { followUp } from './follow-up.ts';
import { ingestNews } from './ingest-conversation.ts';

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
  const { callControlId, news } = event;
  if (callControlId && news) return await ingestNews(deps, { ...event, callControlId }, news);
  if (!isFact(event) || !event.callControlId) {
    await deps.calls.storeLooseEvent(record(event, null, 'not_used'));
    return 'ignored';
  }
  const newCallId = await deps.ids.named(event.callControlId);
  let outcome: Ingested | null = null;
  const applied = await changeCall<'settled'>(
    deps,
    async () => {
      const context = await loadContext(deps, event, event.callControlId ?? '');
      outcome = context.seen ? 'duplicate' : null;
      return context.seen ? null : (context.call ?? newCall(context, event, newCallId));
    },
    (_state, stored, now) => ({
      events: [record(event, domainEvent(event, stored), null), ...routing(event, stored, now)],
    }),
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
  if (!number || isOurs || !event.callControlId || !event.fact) return null;
  const identity: CallIdentity = {
    id: callId,
    organizationId: number.organizationId,
    direction: 'inbound',
    fromNumber: event.from,
    toNumber: number.phoneNumber,
    clientId: context.clientId,
    phoneNumberId: number.id,
    connectionId: number.connectionId ?? null,
    callControlId: event.callControlId,
    callSessionId: event.callSessionId,
  };
  const { policy } = number;
  return { identity, version: 0, policy, events: [], commands: [], serverTime: context.serverTime };
}

/** Whether the event says something about the life of a leg or of a conversation. */
function isFact(event: TelnyxEvent): boolean {
  return event.fact !== null || event.conversationEnded !== null;
}

function domainEvent(event: TelnyxEvent, stored: StoredCall): CallEvent | null {
  const { id, occurredAt, callControlId, fact, conversationEnded } = event;
  if (conversationEnded) return { id, occurredAt, type: 'ai.ended', ...conversationEnded };
  if (!fact || !callControlId) return null;
  const leg = legRef(event, callControlId, stored);
  return { ...fact, id, occurredAt, legStartedAt: event.legStartedAt, leg };
}

/** A new call goes the way that its line is set to (docs/rules/routing.md). */
function routing(event: TelnyxEvent, stored: StoredCall, now: string): EventRecord[] {
  if (stored.version > 0) return [];
  const { policy, identity } = stored;
  const { id: callId } = identity;
  const route = firstRoute(policy);
  // Whose call it is must be known even when it is over already.
  if (route.to === 'test') {
    const { memberId } = route;
    const id = `${callId}:test_began`;
    return [ownRecord({ id, type: 'call.test_began', occurredAt: now, memberId })];
  }
  if (event.fact?.type === 'leg.ended') return [];
  if (route.to === 'ai') return [ownRecord(aiRequested(callId, null, now, route))];
  if (!policy.ring) return overflow(stored, now);
  if (route.to === 'message') {
    return [ownRecord(messageBegan(callId, now, policy.ring, 'closed_message'))];
  }
  const { forwardTo } = policy.ring;
  if (route.to !== 'forward' || !forwardTo) return [];
  return [ownRecord(forwardWanted(callId, now, { to: forwardTo, because: 'closed' }))];
}

/** A line that rings everybody: the AI follows after a while, where it is set to. */
function overflow({ identity, policy }: StoredCall, now: string): EventRecord[] {
  const route = routeInbound(policy);
  if (!route) return [];
  const id = `${identity.id}:routed`;
  return [ownRecord({ id, type: 'call.routed', occurredAt: now, ...route })];
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
  domainEvent: CallEvent | null,
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
