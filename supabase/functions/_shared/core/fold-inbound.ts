import { connectDeadline } from './call-deadline.ts';
import type { FoldInput, FoldResult } from './call-fold.ts';
import type { AiSession, Attempt } from './call-state.ts';
import {
  AI_START_TIMEOUT_MS,
  aiCard,
  aliveAi,
  isAiOnLine,
  isWaitingForPerson,
  resumeAt,
  STOP_PATIENCE_MS,
} from './fold-ai.ts';
import { holderOf, isConnected, legsOfAttempt } from './fold-attempts.ts';
import {
  earliestEnding,
  endedInbound,
  inboundEndings,
  neverTalked,
  talkedSince,
} from './fold-ended-inbound.ts';
import { forwardDeadline, isForwarding, messageDeadline } from './fold-line-outcome.ts';
import { offerEnd } from './fold-ring.ts';
import { waitingProgress, withPartyDeadlines } from './fold-talk.ts';
import { addMs, earliest, latest } from './instant.ts';
import { joinDeadline } from './legs-apart.ts';

/** Somebody called us: rings, is claimed by a person or the AI, connects, talks, ends. */
export function foldInbound(input: FoldInput): FoldResult {
  const holder = holderOf(input.attempts);
  const ending = earliestEnding(inboundEndings(input, holder));
  if (ending) return endedInbound(input, ending, holder);
  const talkedAt = talkedSince(input, neverTalked);
  const progress = progressOf(input, holder);
  const hasPerson = isConnected(holder);
  const wants = isWaitingForPerson(input.personRequest, input.attempts)
    ? input.personRequest
    : null;
  return {
    outcome: null,
    outcomeReason: null,
    hangupCause: null,
    endedAt: null,
    answeredAt: earliest(talkedAt.first, input.forward?.answeredAt),
    handledBy: handler(input, talkedAt),
    ai: aiCard(input.aiSessions, input.policy, { hasPerson, isEnded: false, wants }),
    callBack: unservedRequest(input, talkedAt.person !== null),
    closingUntil: null,
    current: holder,
    ...progress,
    deadlineAt: withPartyDeadlines(progress.deadlineAt, input),
  };
}

/** Who has the caller now, and by when what must have happened. */
function progressOf(
  input: FoldInput,
  holder: Attempt | null,
): Pick<FoldResult, 'status' | 'deadlineAt'> {
  const connecting = holder
    ? connectDeadline(holder, legsOfAttempt(input.legs, holder), input.policy)
    : null;
  if (holder?.connectedAt) {
    const joinAt = isAiOnLine(input.aiSessions)
      ? addMs(holder.connectedAt, STOP_PATIENCE_MS)
      : joinDeadline(holder, input.legs);
    return { status: 'active', deadlineAt: joinAt };
  }
  const ai = aliveAi(input.aiSessions);
  if (ai?.startedAt) {
    const wanted = isWaitingForPerson(input.personRequest, input.attempts);
    const asked = wanted ? (input.personRequest?.deadlineAt ?? null) : null;
    return { status: 'active', deadlineAt: connecting ?? asked };
  }
  if (ai) return { status: 'connecting', deadlineAt: connecting ?? startDeadline(ai) };
  if (connecting) return { status: 'connecting', deadlineAt: connecting };
  const waiting = waitingProgress(input);
  if (waiting) return waiting;
  const resumes = resumeAt(input.aiSessions);
  if (resumes) {
    // A person may have tried meanwhile.
    const triedAt = input.attempts.map((attempt) => attempt.failedAt);
    return { status: 'connecting', deadlineAt: latest(resumes, ...triedAt) };
  }
  return lineOutcome(input) ?? { status: 'ringing', deadlineAt: ringDeadline(input) };
}

/** The caller hears the line's message, or is on the way to the owner's mobile. */
function lineOutcome({
  message,
  forward,
  legs,
}: FoldInput): Pick<FoldResult, 'status' | 'deadlineAt'> | null {
  const caller = legs.find((leg) => leg.role === 'external');
  if (message) return { status: 'connecting', deadlineAt: messageDeadline(message, caller) };
  if (!isForwarding(forward)) return null;
  return {
    status: forward.answeredAt ? 'active' : 'connecting',
    deadlineAt: forwardDeadline(forward, legs),
  };
}

function handler(
  { forward }: FoldInput,
  talked: { person: string | null; ai: string | null },
): FoldResult['handledBy'] {
  if (talked.person) return 'person';
  if (forward?.answeredAt) return 'forward';
  return talked.ai ? 'ai' : null;
}

/** By when the assistant must run; one that is started after a person waits for their leg to go. */
function startDeadline(ai: AiSession): string {
  return addMs(ai.requestedAt, AI_START_TIMEOUT_MS);
}

/** The AI asked for a person and nobody came: somebody must call back [I12]. */
function unservedRequest({ personRequest }: FoldInput, hadPerson: boolean): FoldResult['callBack'] {
  if (!personRequest?.gaveUpAt || hadPerson) return null;
  return { reason: 'nobody_free', urgent: personRequest.urgent };
}

/** By when somebody must have accepted; before that, when the AI takes over. */
function ringDeadline(input: FoldInput): string {
  const { startedAt, policy, attempts, aiSessions, events, offer } = input;
  if (offer) return offerEnd(offer, attempts, policy, aiSessions.length);
  const routed = events.find((event) => event.type === 'call.routed');
  if (routed?.type === 'call.routed' && aiSessions.length === 0) {
    const first = addMs(startedAt, routed.aiAfterMs);
    const failedAt = latest(...attempts.map((attempt) => attempt.failedAt));
    return latest(first, failedAt) ?? first;
  }
  const offeredAgainAt = latest(
    ...attempts.map((attempt) => attempt.failedAt),
    ...aiSessions.map((session) => session.failedAt ?? session.endedAt),
  );
  const first = addMs(startedAt, policy.ringTimeoutMs);
  return offeredAgainAt ? (latest(first, addMs(offeredAgainAt, policy.reofferMs)) ?? first) : first;
}
