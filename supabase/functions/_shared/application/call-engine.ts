import type { CallEvent } from '../core/call-events.ts';
import { foldCall } from '../core/call-fold.ts';
import { planCall } from '../core/call-plan.ts';
import type { CallState } from '../core/call-state.ts';
import { settleRing } from '../core/ring-decision.ts';
import type {
  CallChange,
  CallIdentity,
  CallRepository,
  CommandUpdate,
  EventRecord,
  StoredCall,
  StoredCommand,
} from '../ports/call-repository.ts';
import type { DialGuard } from '../ports/dial-guard.ts';
import type { Background, Clock, Logger } from '../ports/runtime.ts';
import type { TelephonyPort } from '../ports/telephony.ts';

export interface EngineDeps {
  calls: CallRepository;
  telephony: TelephonyPort;
  /** Asked before a caller is forwarded. */
  dialGuard: Pick<DialGuard, 'reserve' | 'release'>;
  clock: Clock;
  log: Logger;
  background: Background;
}

/** What somebody wants written about a call. */
export interface Proposal {
  events: EventRecord[];
  commandUpdates?: CommandUpdate[];
  requireFreeMemberId?: string | null;
  /** See `PlanInput`; by default nobody is joined. */
  joinPatienceMs?: number;
  audit?: CallChange['audit'];
}

/** A refusal carries the caller's own code; it writes nothing. */
export type Decision<Code extends string> = Proposal | { refuse: Code };

export type Applied<Code extends string> =
  | { ok: true; identity: CallIdentity; state: CallState; newCommands: StoredCommand[] }
  | { ok: false; code: Code | 'duplicate_event' | 'agent_busy' | 'not_found' | 'contended' };

/** Twenty people pressing at once still get through; more than this is a fault. */
const MAX_TRIES = 30;

/**
 * Loads a call, lets `decide` look at its present state, and commits what it proposes together with
 * the folded row and the new commands, under compare-and-set. When somebody else wrote in between,
 * everything is done again on what is true now: so a decision is never taken on an old state [I2] [I5].
 * Where it rings next is decided in the same commit, whatever led to it.
 *
 * @param load answers with null for a call that does not exist.
 */
export async function changeCall<Code extends string>(
  deps: Pick<EngineDeps, 'calls'>,
  load: () => Promise<StoredCall | null>,
  decide: (state: CallState | null, stored: StoredCall, now: string) => Decision<Code>,
): Promise<Applied<Code>> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await load();
    if (!stored) return { ok: false, code: 'not_found' };
    const now = stored.serverTime;
    const decision = decide(stateOf(stored), stored, now);
    if ('refuse' in decision) return { ok: false, code: decision.refuse };
    const { state, proposal } = withRing(stored, decision, now);
    const change = buildChange(stored, state, proposal, now);
    if (isEmpty(change)) return { ok: true, identity: stored.identity, state, newCommands: [] };
    const result = await deps.calls.commit(change);
    if (result.ok) {
      return { ok: true, identity: stored.identity, state, newCommands: result.newCommands };
    }
    if (result.reason === 'conflict') continue;
    if (result.reason === 'duplicate_event' && hasOurOwn(change.events)) continue;
    return { ok: false, code: result.reason };
  }
  return { ok: false, code: 'contended' };
}

/**
 * Our own events have deterministic ids, so two who take the same decision at once meet as a
 * duplicate: the second must look again. Telnyx's events alone are repetitions of the same fact.
 */
function hasOurOwn(events: readonly EventRecord[]): boolean {
  return events.some((event) => event.source === 'app');
}

function isEmpty(change: CallChange): boolean {
  return (
    change.events.length +
      change.commands.length +
      change.commandUpdates.length +
      change.audit.length ===
    0
  );
}

/** The state of a stored call; null while it has no event. */
export function stateOf(stored: StoredCall): CallState | null {
  if (stored.events.length === 0) return null;
  return foldCall(stored.identity.direction, stored.policy, stored.events);
}

/** The state with what is proposed, and with what that makes of the ringing. */
function withRing(
  stored: StoredCall,
  proposal: Proposal,
  now: string,
): { state: CallState; proposal: Proposal } {
  const { identity, policy } = stored;
  const proposed = proposal.events.flatMap((record): CallEvent[] =>
    record.event && record.ignoredReason === null ? [record.event] : [],
  );
  const log = [...stored.events, ...proposed];
  const { state, added } = settleRing(identity.id, policy, now, log, (events) =>
    foldCall(identity.direction, policy, events),
  );
  const events = [...proposal.events, ...added.map(ownRecord)];
  return { state, proposal: { ...proposal, events } };
}

function buildChange(
  stored: StoredCall,
  state: CallState,
  proposal: Proposal,
  now: string,
): CallChange {
  const { identity, policy } = stored;
  const lineNumber = identity.direction === 'inbound' ? identity.toNumber : identity.fromNumber;
  const commands = planCall({
    callId: identity.id,
    lineNumber: lineNumber ?? identity.toNumber,
    toNumber: identity.toNumber,
    callerNumber: identity.direction === 'inbound' ? identity.fromNumber : null,
    policy,
    state,
    now,
    issued: new Set(stored.commands.map((command) => command.commandId)),
    awaited: awaitedIn(stored, proposal),
    joinPatienceMs: proposal.joinPatienceMs ?? null,
  });
  return {
    identity,
    expectedVersion: stored.version,
    state,
    events: proposal.events,
    commands,
    commandUpdates: proposal.commandUpdates ?? [],
    requireFreeMemberId: proposal.requireFreeMemberId ?? null,
    audit: proposal.audit ?? [],
  };
}

/** What Telnyx was asked for and has not answered, nor answers in this change. */
function awaitedIn(
  { commands }: StoredCall,
  { commandUpdates = [] }: Proposal,
): ReadonlyMap<string, StoredCommand['body']> {
  const told = new Set(commandUpdates.map(({ commandId }) => commandId));
  const pending = commands.filter(
    ({ commandId, status }) => status === 'pending' && !told.has(commandId),
  );
  return new Map(pending.map(({ commandId, body }) => [commandId, body]));
}

/** Wraps an event of our own for the log. */
export function ownRecord(event: CallEvent): EventRecord {
  return {
    id: event.id,
    source: 'app',
    type: event.type,
    occurredAt: event.occurredAt,
    event,
    payload: null,
    ignoredReason: null,
  };
}
