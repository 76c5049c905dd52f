import { deadlineEvent } from '../core/call-deadline.ts';
import type { CallEvent } from '../core/call-events.ts';
import { foldCall } from '../core/call-fold.ts';
import type { CallDirection, CallPolicy, CallState } from '../core/call-state.ts';
import { aliveAi } from '../core/fold-ai.ts';
import { isForwarding } from '../core/fold-line-outcome.ts';
import { partyOf } from '../core/fold-room.ts';
import { isUnattended } from '../core/fold-talk.ts';
import { compareInstants } from '../core/instant.ts';
import { nextDecision } from '../core/ring-decision.ts';
import { at, type Move, movesOf } from './call-moves.ts';

/** Where a call stands: who has the caller. The states of docs/rules/calls.md. */
function placeOf(state: CallState): string {
  const { status, current, room, message, forward, aiSessions, direction } = state;
  if (status === 'ended') return 'ended';
  if (status === 'ringing') {
    if (direction === 'outbound' && !room.handoff) return 'ringing_there';
    return room.handoff ? 'handed_on' : 'ringing';
  }
  if (current?.connectedAt) return room.hold ? 'on_hold' : 'talking';
  const ai = aliveAi(aiSessions);
  if (ai) return ai.startedAt ? 'with_ai' : 'ai_starting';
  if (current) return 'connecting';
  if (room.handoff) return 'handed_on';
  if (room.parked) return 'parked';
  if (isUnattended(state)) return 'unattended';
  if (message) return 'message';
  if (isForwarding(forward)) return forward.answeredAt ? 'on_mobile' : 'forwarding';
  return aiSessions.length > 0 ? 'ai_resuming' : 'unknown';
}

interface Start {
  direction: CallDirection;
  policy: CallPolicy;
  log: CallEvent[];
}

interface Spot {
  log: CallEvent[];
  now: number;
}

/** What tells two calls in the same place apart, as far as it decides what can come next. */
function fingerprint(state: CallState): string {
  const { room, attempts, aiSessions, forward, offer, declinedBy, legs, current } = state;
  const [party] = room.parties;
  const place = placeOf(state);
  return JSON.stringify([
    place,
    current && [current.connectedAt !== null, current.fromParty],
    attempts.length > 0,
    aiSessions.map(({ reason }) => reason === 'resumed').at(-1),
    state.ai?.wants !== null,
    room.handoff && [room.handoff.kind, room.handoff.party, room.handoff.memberIds === null],
    party && [party.role, party.status],
    forward && [forward.allowedAt !== null, forward.failedAt !== null],
    place === 'ringing' && [offer?.step, offer?.memberIds === null, declinedBy.length],
    legs.some(({ role, answeredAt }) => role === 'external' && answeredAt !== null),
  ]);
}

/** More calls than this in a walk are a fault of the walk's. */
const MOST_SPOTS = 20_000;

/**
 * Every change of place that a call can make: from each start on, whatever people, Telnyx and time can
 * do in a state is done once, and the core's own decisions follow. Each edge is `from | event | to`.
 */
export function walkCalls(starts: readonly Start[]): Set<string> {
  const edges = new Set<string>();
  for (const start of starts) {
    const fold = (log: CallEvent[]) => foldCall(start.direction, start.policy, log);
    const seen = new Set<string>();
    const queue: Spot[] = [];
    const arrive = (before: CallState | null, label: string, spot: Spot) => {
      const state = fold(spot.log);
      const from = before ? placeOf(before) : 'begins';
      if (from !== placeOf(state))
        edges.add(`${start.direction} | ${from} | ${label} | ${placeOf(state)}`);
      const key = fingerprint(state);
      if (seen.has(key) || seen.size > MOST_SPOTS) return;
      seen.add(key);
      const event = nextDecision('call', state, start.policy, at(spot.now));
      if (event) arrive(state, event.type, { log: [...spot.log, event], now: spot.now });
      else queue.push(spot);
    };
    arrive(null, start.log[0]?.type ?? '', { log: start.log, now: 1 });
    for (let spot = queue.shift(); spot; spot = queue.shift()) {
      const state = fold(spot.log);
      if (state.status === 'ended') continue;
      const now = spot.now + 2;
      const moves = [...movesOf(state, now), ...timePasses(state, start.policy)];
      for (const { label, events, later = 0 } of moves) {
        arrive(state, label, { log: [...spot.log, ...events], now: Math.max(now, later) });
      }
    }
  }
  return edges;
}

/** The deadline passes: what is written then. */
function timePasses(state: CallState, policy: CallPolicy): Move[] {
  const { deadlineAt, room } = state;
  const instants = [deadlineAt, partyOf(room.parties, 1)?.deadlineAt ?? null].filter(
    (one) => one !== null,
  );
  const due = instants.toSorted(compareInstants)[0];
  if (!due) return [];
  const later = Math.ceil((Date.parse(due) - Date.parse(at(0))) / 1_000) + 1;
  const event =
    deadlineEvent('call', state, at(later)) ?? nextDecision('call', state, policy, at(later));
  return event ? [{ label: event.type, events: [event], later }] : [];
}
