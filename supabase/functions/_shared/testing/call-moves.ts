import type { CallEvent, HangupCause, LegRef, OwnEvent } from '../core/call-events.ts';
import type { CallState } from '../core/call-state.ts';
import { aliveAi } from '../core/fold-ai.ts';
import { isForwarding } from '../core/fold-line-outcome.ts';

const START = Date.parse('2026-11-30T15:00:00.000Z');
export const at = (seconds: number) => new Date(START + seconds * 1_000).toISOString();

/** Something that can happen, and what is written then. */
export interface Move {
  label: string;
  events: CallEvent[];
  /** Not before so many seconds into the call. */
  later?: number;
}

type LegFact = 'initiated' | 'answered' | 'bridged' | 'speech_ended';
const ref = (role: LegRef['role'], attempt: number): LegRef => ({
  callControlId: `v3:${role}${attempt}`,
  role,
  attempt,
});
const outside = ref('external', 0);
const mobile = ref('forward', 0);

function leg(fact: LegFact, of: LegRef, now: number): CallEvent {
  const id = `${fact}:${of.callControlId}:${now}`;
  return { id, type: `leg.${fact}`, leg: of, occurredAt: at(now), legStartedAt: null };
}

function joined(of: LegRef, now: number): CallEvent {
  const id = `joined:${of.callControlId}`;
  const when = { occurredAt: at(now), legStartedAt: null };
  return { id, type: 'leg.joined', leg: of, conferenceId: 'room', ...when };
}

function ended(of: LegRef, cause: HangupCause, now: number): CallEvent {
  const id = `ended:${of.callControlId}`;
  const when = { occurredAt: at(now), legStartedAt: null };
  return { id, type: 'leg.ended', leg: of, cause, source: 'unknown', ...when };
}

type Fields<Type> = Type extends OwnEvent ? Omit<Type, 'id' | 'occurredAt'> : never;
const own = (now: number, fields: Fields<OwnEvent>): CallEvent => ({
  ...fields,
  id: `${fields.type}:${now}:${JSON.stringify(fields)}`,
  occurredAt: at(now),
});

const ana = { memberId: 'ana', deviceId: 'tab', sipUsername: 'gencredana' } as const;

export const rings = (): CallEvent[] => [leg('initiated', outside, 0)];
export const isPlaced = (): CallEvent[] => [
  own(0, { type: 'call.placed', ...ana, from: '+14375249932', to: '+14165550123' }),
];
export const first = (fields: Fields<OwnEvent>): CallEvent => own(0, fields);

/** The most tries, and stretches with the AI, that a walk follows. */
const MOST = 2;

/** What Telnyx and people can do to a call in this state, as the application lets them. */
export function movesOf(state: CallState, now: number): Move[] {
  const move = (label: string, ...events: CallEvent[]): Move => ({ label, events });
  const moves: Move[] = [...outsideMoves(state, now, move), ...lineMoves(state, now, move)];
  moves.push(...agentMoves(state, now, move), ...aiMoves(state, now, move));
  if (state.current?.connectedAt) moves.push(...goodbyes(state, now, move));
  if (state.current?.connectedAt && mayDoMore(state)) moves.push(...talkMoves(state, now, move));
  moves.push(...partyMoves(state, now, move));
  return moves;
}

type Make = (label: string, ...events: CallEvent[]) => Move;

function outsideMoves(state: CallState, now: number, move: Make): Move[] {
  const far = state.legs.find(({ role }) => role === 'external');
  if (far?.endedAt) return [];
  const isUp = (far?.answeredAt ?? null) !== null;
  if (state.direction === 'outbound' && !state.attempts[0]?.connectedAt) return [];
  const cause = isUp ? 'normal_clearing' : 'originator_cancel';
  const moves = [move('leg.ended of theirs', ended(outside, cause, now))];
  if (!isUp && (state.direction === 'outbound' || state.status !== 'ringing')) {
    moves.push(move('leg.answered of theirs', leg('answered', outside, now)));
  }
  if (state.direction === 'outbound' && !far) {
    const refused = {
      commandId: 'dial',
      kind: 'dial_external',
      attempt: 1,
      code: 'refused',
    } as const;
    moves.push(move('command.failed', own(now, { type: 'command.failed', ...refused })));
  }
  return moves;
}

/** The line's message and the owner's mobile. */
function lineMoves({ message, forward, current }: CallState, now: number, move: Make): Move[] {
  if (current) return [];
  if (message) return [move('leg.speech_ended', leg('speech_ended', outside, now))];
  if (!isForwarding(forward)) return [];
  if (forward.answeredAt)
    return [move('leg.ended of the mobile', ended(mobile, 'normal_clearing', now))];
  if (!forward.allowedAt) {
    return [
      move('forward.allowed', own(now, { type: 'forward.allowed', timeLimitSecs: 600 })),
      move('forward.refused', own(now, { type: 'forward.refused', code: 'over_budget' })),
    ];
  }
  return [
    move('leg.answered of the mobile', leg('answered', mobile, now), leg('bridged', mobile, now)),
    move('leg.ended of the mobile', ended(mobile, 'user_busy', now)),
  ];
}

function agentMoves(state: CallState, now: number, move: Make): Move[] {
  const { current, attempts, room, message, forward, status, direction } = state;
  if (current && !current.connectedAt) {
    const agent = ref('agent', current.number);
    const dial = {
      commandId: 'dial',
      kind: 'dial_agent',
      attempt: current.number,
      code: 'gone',
    } as const;
    const room_ = room.isNeeded ? [joined(agent, now)] : [];
    return [
      move('leg.answered of the agent', leg('answered', agent, now), ...room_),
      move('leg.ended of the agent', ended(agent, 'user_busy', now)),
      move('command.failed', own(now, { type: 'command.failed', ...dial })),
      move('call.hangup_requested', own(now, { type: 'call.hangup_requested', memberId: 'ana' })),
    ];
  }
  const isWaiting = room.handoff !== null || room.parked !== null;
  const isGivenAway =
    message !== null || isForwarding(forward) || (room.handoff?.party ?? null) !== null;
  if (current || isGivenAway || (direction === 'outbound' && !isWaiting)) return [];
  const attempt = attempts.length + 1;
  const claims =
    attempt > MOST + 1
      ? []
      : [
          move(
            'call.claimed',
            own(now, { type: 'call.claimed', attempt, ...ana, keepsCaller: true }),
          ),
        ];
  if (status !== 'ringing' || state.declinedBy.length > 0) return claims;
  return [...claims, move('call.declined', own(now, { type: 'call.declined', memberId: 'ana' }))];
}

function aiMoves(state: CallState, now: number, move: Make): Move[] {
  const { aiSessions, current, status, direction, message, forward, room } = state;
  const session = aiSessions.length + 1;
  const request = (reason: 'sent_by_agent' | 'handed_back', releasesAttempt: number | null) =>
    move(
      'ai.requested',
      own(now, {
        type: 'ai.requested',
        session,
        reason,
        memberId: 'ana',
        releasesAttempt,
        note: null,
      }),
    );
  const alive = aliveAi(aiSessions);
  const isGivenAway = message !== null || isForwarding(forward) || room.handoff !== null;
  const canAsk = direction === 'inbound' && session <= MOST && !alive && !isGivenAway;
  if (!alive) {
    if (!canAsk) return [];
    if (current?.connectedAt) {
      const isAlone = room.parties.every((party) => party.status === 'gone');
      return isAlone ? [request('handed_back', current.number)] : [];
    }
    return status === 'ringing' ? [request('sent_by_agent', null)] : [];
  }
  const { number, startedAt } = alive;
  if (!startedAt) {
    const start = { commandId: 'ai', kind: 'start_ai', attempt: number, code: 'down' } as const;
    return [
      move(
        'ai.started',
        leg('answered', outside, now),
        own(now, { type: 'ai.started', session: number, conversationId: `conv-${number}` }),
      ),
      move('command.failed', own(now, { type: 'command.failed', ...start })),
    ];
  }
  if (current?.connectedAt)
    return [move('ai.stopped', own(now, { type: 'ai.stopped', session: number }))];
  const ends = (cause: string) =>
    move('ai.ended', own(now, { type: 'ai.ended', conversationId: `conv-${number}`, cause }));
  const wants = {
    type: 'person.requested',
    request: 1,
    reason: 'Refund',
    urgent: false,
    source: 'tool',
  } as const;
  return [
    ends('error'),
    ends('time_limit'),
    ...(state.personRequest ? [] : [move('person.requested', own(now, wants))]),
  ];
}

const number = { kind: 'outside', to: '+14165550155', clientId: null, timeLimitSecs: 600 } as const;

/** Whoever has the call hangs up, or their browser is gone. */
function goodbyes({ current }: CallState, now: number, move: Make): Move[] {
  const agent = ref('agent', current?.number ?? 0);
  return [
    move('leg.ended of the agent', ended(agent, 'normal_clearing', now)),
    move('leg lost of the agent', ended(agent, 'lost', now)),
    move('call.hangup_requested', own(now, { type: 'call.hangup_requested', memberId: 'ana' })),
  ];
}

/** The other side is on the line, and the AI is not. */
function mayDoMore({ direction, answeredAt, aiSessions }: CallState): boolean {
  return !aliveAi(aiSessions) && (direction === 'inbound' || answeredAt !== null);
}

function talkMoves({ current, room }: CallState, now: number, move: Make): Move[] {
  if (!current) return [];
  const attempt = current.number;
  const there = [leg('answered', outside, now), joined(outside, now)];
  const left = (why: 'parked' | 'transferred' | 'left') =>
    own(now, { type: 'agent.left', attempt, memberId: 'ana', why });
  const sent = (party: number | null) =>
    own(now, {
      type: 'handoff.began',
      handoff: room.handoffCount + 1,
      kind: 'transfer',
      memberId: 'ana',
      to: null,
      party,
      memberIds: party ? null : ['ben'],
      releasesAttempt: attempt,
      endsAt: at(now + 20),
    });
  const asked = (role: 'guest' | 'transfer') =>
    own(now, { type: 'party.asked', party: 1, memberId: 'ana', role, who: number, mode: null });
  const park = room.parkCount + 1;
  const moves = [
    move(
      'call.merged',
      ...there,
      own(now, { type: 'call.merged', into: 'call-2', memberId: 'ana' }),
    ),
  ];
  moves.push(
    room.hold
      ? move(
          'hold.ended',
          own(now, { type: 'hold.ended', hold: room.hold.number, memberId: 'ana' }),
        )
      : move(
          'hold.began',
          ...there,
          own(now, {
            type: 'hold.began',
            hold: room.holds.length + 1,
            party: null,
            memberId: 'ana',
          }),
        ),
  );
  if (park <= MOST)
    moves.push(
      move(
        'call.parked',
        ...there,
        left('parked'),
        own(now, { type: 'call.parked', park, slot: 1, memberId: 'ana', returnsAt: at(now + 90) }),
      ),
    );
  if (room.handoffCount < MOST) {
    moves.push(move('handoff.began', ...there, sent(null)));
    if (room.parties.length === 0)
      moves.push(move('handoff.began', ...there, asked('transfer'), sent(1)));
  }
  if (room.parties.length === 0) moves.push(move('party.asked', ...there, asked('guest')));
  if (room.parties[0]?.status === 'joined') moves.push(move('agent.left', left('transferred')));
  return moves;
}

function partyMoves({ room, current }: CallState, now: number, move: Make): Move[] {
  const [party] = room.parties;
  if (!party || party.status === 'gone') return [];
  // Whom nobody waits for any more is hung up.
  if (!current && room.handoff?.party !== party.number && party.status !== 'joined') return [];
  const own_ = ref('party', party.number);
  if (party.status === 'joined')
    return [move('leg.ended of a party', ended(own_, 'normal_clearing', now))];
  return [
    move('leg.joined of a party', leg('answered', own_, now), joined(own_, now)),
    move('leg.ended of a party', ended(own_, 'user_busy', now)),
  ];
}
