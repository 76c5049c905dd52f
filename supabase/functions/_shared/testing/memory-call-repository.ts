import type { CallEvent } from '../core/call-events.ts';
import { type CallPolicy, type CallState, DEFAULT_POLICY } from '../core/call-state.ts';
import type { EscalationRule } from '../core/contracts/ai-profile.ts';
import { compareInstants, epochMs } from '../core/instant.ts';
import type {
  AiEventRecord,
  AiStartContext,
  CallChange,
  CallRepository,
  CommitResult,
  EventRecord,
  OwnedNumber,
  StoredCall,
  StoredCommand,
} from '../ports/call-repository.ts';

interface Row {
  stored: StoredCall;
  state: CallState;
  updatedAt: string;
}

/** What everybody hears of a commit. */
interface Broadcast {
  callId: string;
  version: number;
  status: string;
  /** Somebody is wanted to take the call on. */
  isHandedOn: boolean;
}

/**
 * The repository in memory: same rules as the SQL, checked by the contract suite. Events, commands and
 * states are never changed in place by anybody, so they are shared and not copied.
 */
export interface MemoryCallRepository extends CallRepository {
  rows: Map<string, Row>;
  events: Map<string, EventRecord & { callId: string | null }>;
  deadLetters: Map<string, { reason: string; times: number }>;
  tasks: Map<string, { callId: string; doneAt: string | null }>;
  broadcasts: Broadcast[];
}

/**
 * @param options.now the database's clock
 * @param options.clients E.164 to client id
 */
export function createMemoryCallRepository(options: {
  now: () => string;
  numbers: OwnedNumber[];
  clients?: Map<string, string>;
  /** Members who want calls and have a living browser; who is in another call is taken off here. */
  reachable?: () => string[];
  /** What assistants are started with; null: there is none. */
  aiContext?: AiStartContext | null;
  escalations?: EscalationRule[];
}): MemoryCallRepository {
  const repository = {
    rows: new Map<string, Row>(),
    events: new Map<string, EventRecord & { callId: string | null }>(),
    deadLetters: new Map<string, { reason: string; times: number }>(),
    tasks: new Map<string, { callId: string; doneAt: string | null }>(),
    broadcasts: [] as Broadcast[],
  };

  /** The line's way to ring, with whom a call would reach now. */
  const policyNow = (policy: CallPolicy, callId: string | null): CallPolicy => {
    if (!policy.ring) return policy;
    const busy = busyMembers(repository.rows, callId);
    const able = options.reachable?.() ?? [];
    const reachable = able.filter((id) => !busy.has(id));
    const waiting = able.filter((id) => busy.has(id) && isTalking(repository.rows, id));
    return { ...policy, ring: { ...policy.ring, reachable, waiting } };
  };

  const snapshot = (id: string): StoredCall | null => {
    const row = repository.rows.get(id);
    if (!row) return null;
    const { events, commands, policy } = row.stored;
    return {
      ...row.stored,
      policy: policyNow(policy, id),
      events: [...events],
      commands: [...commands],
      serverTime: options.now(),
    };
  };

  const commit = (change: CallChange): CommitResult => {
    const refusal = refuse(repository, change);
    if (refusal) return refusal;
    const now = options.now();
    const number = options.numbers.find((one) => one.id === change.identity.phoneNumberId);
    const policy = number?.policy ?? DEFAULT_POLICY;
    const { newCommands, stored } = applyChange(repository, change, now, policy);
    const { state } = change;
    repository.rows.set(change.identity.id, { stored, state, updatedAt: now });
    repository.broadcasts.push({
      callId: change.identity.id,
      version: stored.version,
      status: state.status,
      isHandedOn: state.room.handoff !== null,
    });
    return { ok: true, version: stored.version, newCommands };
  };

  return {
    ...repository,
    async loadForEvent(query) {
      const byLeg = findByLeg(repository.rows, query.callControlId);
      const call = snapshot(query.callId ?? '') ?? snapshot(byLeg ?? '');
      const called = call
        ? undefined
        : options.numbers.find((one) => one.phoneNumber === query.toNumber);
      const number = called ? { ...called, policy: policyNow(called.policy, null) } : null;
      return {
        seen: repository.events.has(query.eventId),
        call,
        number,
        clientId: number ? (options.clients?.get(query.fromNumber ?? '') ?? null) : null,
        serverTime: options.now(),
      };
    },
    load: async (callId) => snapshot(callId),
    commit: async (change) => commit(change),
    async storeLooseEvent(record) {
      if (!repository.events.has(record.id)) {
        repository.events.set(record.id, { ...record, callId: null });
      }
    },
    async parkDeadLetter({ id, reason }) {
      const times = (repository.deadLetters.get(id)?.times ?? 0) + 1;
      repository.deadLetters.set(id, { reason, times });
    },
    async listDue({ limit, quietAfterMs, pendingAfterMs }) {
      const now = options.now();
      return [...repository.rows.values()]
        .filter(
          (row) =>
            isDue(row, now, quietAfterMs, pendingAfterMs) ||
            ringsUnheard(row, policyNow(row.stored.policy, row.stored.identity.id)),
        )
        .map((row) => row.stored.identity.id)
        .slice(0, limit);
    },
    async callsOf(memberId) {
      return [...repository.rows.values()]
        .filter(({ state }) => state.status !== 'ended' && state.current?.memberId === memberId)
        .map((row) => row.stored.identity.id);
    },
    async connectionsInUse(limit) {
      const used = [...repository.rows.values()].map(
        ({ stored }) => stored.identity.connectionId ?? null,
      );
      return [...new Set(used.filter((id) => id !== null))].slice(0, limit);
    },
    async aiStartContext(callId) {
      return repository.rows.has(callId) ? (options.aiContext ?? null) : null;
    },
    async storeAiEvent(event) {
      if (repository.events.has(event.eventId)) return { callId: null, said: [], rules: [] };
      const callId = findByLeg(repository.rows, event.callControlId);
      repository.events.set(event.eventId, newsRecord(event, callId));
      const said = event.kind === 'history' ? spokenByCaller(event.items) : [];
      return { callId, said, rules: options.escalations ?? [] };
    },
    async touch(callId) {
      const row = repository.rows.get(callId);
      if (row) row.updatedAt = options.now();
    },
  };
}

function newsRecord(
  event: AiEventRecord,
  callId: string | null,
): EventRecord & { callId: string | null } {
  return {
    id: event.eventId,
    source: 'telnyx',
    type: event.eventType,
    occurredAt: event.occurredAt,
    event: null,
    payload: null,
    ignoredReason: callId ? null : 'unknown_call',
    callId,
  };
}

function spokenByCaller(items: readonly unknown[]): string[] {
  return items.flatMap((item) => {
    const { role, content } = item as { role?: unknown; content?: unknown };
    return role === 'user' && typeof content === 'string' ? [content] : [];
  });
}

/** A member's calls at once; the others are on hold. */
const MOST_CALLS = 4;

/** All that somebody is in are conversations: one more can be taken. */
function isTalking(rows: Map<string, Row>, memberId: string): boolean {
  const own = [...rows.values()].filter(
    ({ state }) => state.status !== 'ended' && state.current?.memberId === memberId,
  );
  return own.length < MOST_CALLS && own.every(({ state }) => state.status === 'active');
}

type Tables = Pick<MemoryCallRepository, 'rows' | 'events' | 'tasks'>;

function refuse(tables: Tables, change: CallChange): CommitResult | null {
  const version = tables.rows.get(change.identity.id)?.stored.version ?? 0;
  if (change.events.some((event) => tables.events.has(event.id))) {
    return { ok: false, reason: 'duplicate_event' };
  }
  if (version !== change.expectedVersion) return { ok: false, reason: 'conflict' };
  const member = change.requireFreeMemberId;
  const holds = [...tables.rows.values()].filter(
    ({ state, stored }) =>
      stored.identity.id !== change.identity.id &&
      state.status !== 'ended' &&
      state.current?.memberId === member,
  );
  const isFull = holds.length >= MOST_CALLS || holds.some(({ state }) => state.status !== 'active');
  return member && isFull ? { ok: false, reason: 'agent_busy' } : null;
}

function applyChange(
  tables: Tables,
  change: CallChange,
  now: string,
  policy: CallPolicy,
): { stored: StoredCall; newCommands: StoredCommand[] } {
  const { identity, state } = change;
  const old = tables.rows.get(identity.id)?.stored;
  const commands = new Map((old?.commands ?? []).map((one) => [one.commandId, one]));
  const newCommands: StoredCommand[] = [];
  for (const { commandId, body } of change.commands) {
    if (commands.has(commandId)) continue;
    const command: StoredCommand = { commandId, body, status: 'pending', tries: 0, createdAt: now };
    commands.set(commandId, command);
    newCommands.push(command);
  }
  for (const update of change.commandUpdates) {
    const command = commands.get(update.commandId);
    if (!command || command.status === 'done') continue;
    commands.set(update.commandId, { ...command, status: update.status, tries: command.tries + 1 });
  }
  for (const event of change.events) tables.events.set(event.id, { ...event, callId: identity.id });
  const isMissed = state.status === 'ended' && state.outcome === 'missed';
  if ((isMissed || state.callBack) && !state.isTest && !tables.tasks.has(identity.id)) {
    tables.tasks.set(identity.id, { callId: identity.id, doneAt: null });
  }
  const added = change.events.flatMap((one): CallEvent[] =>
    one.event && one.ignoredReason === null ? [one.event] : [],
  );
  const stored: StoredCall = {
    identity,
    version: change.expectedVersion + 1,
    policy: old?.policy ?? policy,
    events: [...(old?.events ?? []), ...added],
    commands: [...commands.values()],
    serverTime: now,
  };
  return { stored, newCommands };
}

function busyMembers(rows: Map<string, Row>, exceptCallId: string | null): Set<string> {
  const busy = new Set<string>();
  for (const [id, { state }] of rows) {
    if (id === exceptCallId || state.status === 'ended' || !state.current) continue;
    busy.add(state.current.memberId);
  }
  return busy;
}

/** It rings where nobody can hear it. */
function ringsUnheard({ state }: Row, { ring }: CallPolicy): boolean {
  if (state.status !== 'ringing' && state.status !== 'active') return false;
  if (state.offeredTo === null || state.isTest) return false;
  return !state.offeredTo.some(
    (memberId) => ring?.reachable.includes(memberId) || ring?.waiting.includes(memberId),
  );
}

function findByLeg(rows: Map<string, Row>, callControlId: string): string | null {
  for (const [id, { state, stored }] of rows) {
    if (stored.identity.callControlId === callControlId) return id;
    if (state.legs.some((leg) => leg.callControlId === callControlId)) return id;
  }
  return null;
}

function isDue(row: Row, now: string, quietAfterMs: number, pendingAfterMs: number): boolean {
  const { state, stored, updatedAt } = row;
  const age = (instant: string) => epochMs(now) - epochMs(instant);
  const isPending = stored.commands.some(
    (command) => command.status === 'pending' && age(command.createdAt) > pendingAfterMs,
  );
  if (isPending) return true;
  if (state.status === 'ended' && state.room.mergedInto) return false;
  if (state.status === 'ended') {
    return state.legs.some((leg) => leg.endedAt === null) && age(updatedAt) > 5_000;
  }
  if (state.deadlineAt && compareInstants(now, state.deadlineAt) >= 0) return true;
  return age(updatedAt) > quietAfterMs;
}
