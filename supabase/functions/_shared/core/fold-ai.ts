import type { CallEvent } from './call-events.ts';
import type { AiSession, Attempt, CallPolicy, LegState, PersonRequest } from './call-state.ts';
import type { AiCard } from './contracts/call-card.ts';
import { addMs, compareInstants, earliest, latest } from './instant.ts';

/** Telnyx starts an assistant in about a second; a caller waits no longer than this for it. */
export const AI_START_TIMEOUT_MS = 6_000;
/** A conversation that ends this shortly before its leg ended with it. */
const END_TOGETHER_MS = 1_500;
/** So long an assistant that died is waited for to be the caller's own hang-up, before another starts. */
const RESUME_GRACE_MS = 700;
/**
 * So long an agent who is on the line waits for the assistant's stop to be confirmed. Telnyx may not
 * answer; an assistant that goes on beside a person is the lesser evil than nobody.
 */
export const STOP_PATIENCE_MS = 2_500;
/** One that died is started once again; after that people ring. */
const MOST_RESUMES = 1;

/** The AI's stretches of a call, in order. Every time is the earliest of its kind, as with legs. */
export function foldAiSessions(events: readonly CallEvent[]): AiSession[] {
  const sessions = new Map<number, AiSession>();
  for (const event of events) {
    if (event.type !== 'ai.requested' || sessions.has(event.session)) continue;
    const { session: number, reason, occurredAt: requestedAt } = event;
    sessions.set(number, {
      number,
      reason,
      requestedAt,
      startedAt: null,
      conversationId: null,
      failedAt: null,
      mayRun: false,
      endedAt: null,
      endCause: null,
    });
  }
  for (const event of events) applyToSession(sessions, event);
  for (const session of sessions.values()) voidEarlyStop(session);
  for (const event of events) applyEnd([...sessions.values()], event);
  for (const event of events) leaveBehind([...sessions.values()], event);
  return [...sessions.values()].sort((a, b) => a.number - b.number);
}

function applyToSession(sessions: Map<number, AiSession>, event: CallEvent): void {
  const number = 'session' in event ? event.session : 'attempt' in event ? event.attempt : 0;
  const session = sessions.get(number);
  if (!session) return;
  if (event.type === 'ai.started') {
    session.startedAt = earliest(session.startedAt, event.occurredAt);
    session.conversationId = event.conversationId;
  } else if (event.type === 'ai.stopped') {
    session.endedAt = latest(session.endedAt, event.occurredAt);
  } else if (event.type === 'ai.start_timed_out' || isFailedStart(event)) {
    session.failedAt = earliest(session.failedAt, event.occurredAt);
    session.mayRun ||= event.type === 'ai.start_timed_out';
  }
}

/**
 * Whom the agent gives the caller on to, or parks them, has them now: an assistant that had not let go
 * when the agent took over does not get them back. It may still run, and is to be stopped.
 */
function leaveBehind(sessions: readonly AiSession[], event: CallEvent): void {
  if (event.type !== 'agent.left') return;
  for (const session of sessions) {
    const isBefore = compareInstants(session.requestedAt, event.occurredAt) < 0;
    if (!isBefore || session.endedAt !== null || session.failedAt !== null) continue;
    session.failedAt = event.occurredAt;
    session.mayRun = true;
  }
}

/** A stop that came before a start that took its time stopped nothing. */
function voidEarlyStop(session: AiSession): void {
  const { startedAt, endedAt } = session;
  if (startedAt && endedAt && compareInstants(endedAt, startedAt) < 0) session.endedAt = null;
}

function isFailedStart(event: CallEvent): boolean {
  return event.type === 'command.failed' && event.kind === 'start_ai';
}

function applyEnd(sessions: readonly AiSession[], event: CallEvent): void {
  if (event.type !== 'ai.ended') return;
  const session = sessions.find((one) => one.conversationId === event.conversationId);
  if (!session) return;
  session.endedAt = earliest(session.endedAt, event.occurredAt);
  session.endCause = event.cause;
}

/** The stretch that has the caller, or is to have them; null when none has. */
export function aliveAi(sessions: readonly AiSession[]): AiSession | null {
  const last = sessions.at(-1);
  return last && last.failedAt === null && last.endedAt === null ? last : null;
}

/** As far as we know, the assistant runs or did run. */
function runs(session: AiSession): boolean {
  return session.startedAt !== null || session.mayRun;
}

/** Whether an assistant is, or may be, on the line with the caller: nobody may be joined to them yet. */
export function isAiOnLine(sessions: readonly AiSession[]): boolean {
  const last = sessions.at(-1);
  if (!last || last.endedAt !== null) return false;
  return last.failedAt === null || last.mayRun;
}

/** An agent is on the line, and it is too early to believe that the assistant will not let go. */
export function isAiLettingGo(
  { aiSessions, current }: { aiSessions: readonly AiSession[]; current: Attempt | null },
  now: string,
): boolean {
  if (!current?.connectedAt || !isAiOnLine(aiSessions)) return false;
  return compareInstants(now, addMs(current.connectedAt, STOP_PATIENCE_MS)) < 0;
}

/** An assistant that runs although nobody wants it any more: started late, or beside a person. */
export function strayAi(sessions: readonly AiSession[], hasPerson: boolean): AiSession[] {
  const alive = aliveAi(sessions);
  return sessions.filter(
    (session) => runs(session) && session.endedAt === null && (hasPerson || session !== alive),
  );
}

/**
 * The last assistant ended by itself and left the caller alone: not stopped for a person, and not
 * because the caller's leg ended. When it did; null otherwise.
 */
export function aiLeftCallerAt(
  sessions: readonly AiSession[],
  caller: LegState | undefined,
): string | null {
  const last = sessions.at(-1);
  const at = last ? (last.failedAt ?? last.endedAt) : null;
  if (!last || !at) return null;
  const goneAt = caller?.endedAt ?? null;
  const endedTogether = goneAt !== null && compareInstants(goneAt, addMs(at, END_TOGETHER_MS)) <= 0;
  return endedTogether && last.failedAt === null ? null : at;
}

/** When another assistant is to go on for one that died; null when people are to ring instead. */
export function resumeAt(sessions: readonly AiSession[]): string | null {
  const last = sessions.at(-1);
  if (!last?.endedAt || last.failedAt !== null || isOver(last.endCause)) return null;
  const resumes = sessions.filter((session) => session.reason === 'resumed').length;
  return resumes < MOST_RESUMES ? addMs(last.endedAt, RESUME_GRACE_MS) : null;
}

/** Ends that another assistant would only meet again. */
function isOver(cause: string | null): boolean {
  return cause !== null && /time_?limit|idle/i.test(cause);
}

/** The request for a person that counts: the last. */
export function foldPersonRequest(
  events: readonly CallEvent[],
  attempts: readonly Attempt[],
  policy: CallPolicy,
): PersonRequest | null {
  let last: (CallEvent & { type: 'person.requested' }) | null = null;
  const gaveUp = new Map<number, string>();
  for (const event of events) {
    if (event.type === 'person.requested' && (!last || event.request > last.request)) last = event;
    if (event.type === 'person.timed_out') {
      const at = earliest(gaveUp.get(event.request), event.occurredAt);
      if (at) gaveUp.set(event.request, at);
    }
  }
  if (!last) return null;
  const { request: number, reason, urgent, occurredAt: requestedAt } = last;
  // A try that fails does not take away the time that the others have.
  const triedAt = attempts.map((attempt) => attempt.failedAt);
  const ringMs = policy.ai?.personRingTimeoutMs ?? policy.ringTimeoutMs;
  const first = addMs(requestedAt, ringMs);
  const failedAt = latest(...triedAt);
  const afterTry = failedAt ? addMs(failedAt, policy.reofferMs) : first;
  return {
    number,
    reason,
    urgent,
    requestedAt,
    deadlineAt: latest(first, afterTry) ?? first,
    gaveUpAt: gaveUp.get(number) ?? null,
  };
}

/** Whether a person is wanted and has not come. */
export function isWaitingForPerson(
  request: PersonRequest | null,
  attempts: readonly Attempt[],
): boolean {
  if (!request || request.gaveUpAt !== null) return false;
  // Whoever was on the line at the time, or came after, is the person that was asked for.
  return !attempts.some(
    ({ connectedAt, releasedAt }) =>
      connectedAt !== null &&
      (releasedAt === null || compareInstants(releasedAt, request.requestedAt) > 0),
  );
}

/** The AI's part in the words of the screen. */
export function aiCard(
  sessions: readonly AiSession[],
  policy: CallPolicy,
  now: { hasPerson: boolean; isEnded: boolean; wants: PersonRequest | null },
): AiCard | null {
  const last = sessions.at(-1);
  if (!last) return null;
  const isAlive = aliveAi(sessions) !== null && !now.hasPerson && !now.isEnded;
  const { wants } = now;
  return {
    status: !isAlive ? 'over' : last.startedAt ? 'talking' : 'starting',
    since: last.startedAt,
    language: policy.ai?.language ?? 'en',
    reason: last.reason,
    wants:
      isAlive && wants
        ? {
            reason: wants.reason,
            urgent: wants.urgent,
            since: wants.requestedAt,
            deadlineAt: wants.deadlineAt,
          }
        : null,
  };
}
