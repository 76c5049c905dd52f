import type { RingPolicy } from '../../supabase/functions/_shared/core/ring-policy.ts';
import type {
  Dial,
  DialAnswer,
  DialGuard,
  ReservedDial,
} from '../../supabase/functions/_shared/ports/dial-guard.ts';
import {
  MEMBERS,
  type MemberName,
  RINGS_EVERYBODY,
} from '../../supabase/functions/_shared/testing/harness.ts';
import type { Random } from './random.ts';

const OWNERS_MOBILE = '+14165550199';

/** A random way for a line to ring. */
export function drawRing(random: Random, members: readonly MemberName[]): RingPolicy {
  const ids = members.map((name) => MEMBERS[name].memberId);
  const steps = Array.from({ length: random.between(1, 3) }, () => {
    const some = ids.filter(() => random.chance(0.5));
    return {
      memberIds: some.length > 0 ? some : [random.pick(ids)],
      ringMs: random.between(5_000, random.pick([9_000, 30_000, 60_000])),
    };
  });
  return {
    ...RINGS_EVERYBODY,
    steps,
    hasOwnTimes: random.chance(0.6),
    isOpen: random.chance(0.7),
    closedOutcome: random.pick(['ring', 'message', 'forward'] as const),
    unansweredOutcome: random.pick(['none', 'message', 'forward', 'forward'] as const),
    closedMessage: random.pick([null, 'We are closed.']),
    unansweredMessage: random.pick([null, 'Nobody can come to the phone.']),
    forwardTo: OWNERS_MOBILE,
  };
}

/** Limits that refuse some calls: asked twice for the same one, they answer the same. */
export class DrawnDialGuard implements Pick<DialGuard, 'reserve' | 'release'> {
  readonly reserved = new Map<string, DialAnswer>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  reserve = async (dial: Dial): Promise<DialAnswer> => {
    const key = reservationKey(
      dial.callId,
      dial.kind === 'party' ? (dial.party ?? 0) : null,
      dial.to,
    );
    const known = this.reserved.get(key);
    if (known) return known;
    const answer: DialAnswer = this.#random.chance(0.8)
      ? { ok: true, timeLimitSecs: 3_600 }
      : { ok: false, code: 'spend_limit', country: null };
    this.reserved.set(key, answer);
    return answer;
  };

  release = async ({ callId, kind, party }: ReservedDial): Promise<void> => {
    const isThis = (key: string) =>
      kind === 'party' ? key.startsWith(`${callId}:${party}:`) : key === callId;
    for (const key of this.reserved.keys()) if (isThis(key)) this.reserved.delete(key);
  };
}

/** What a reservation is for: the call's own dial, or that of a party to a number. */
export function reservationKey(callId: string, party: number | null, to: string): string {
  return party === null ? callId : `${callId}:${party}:${to}`;
}
