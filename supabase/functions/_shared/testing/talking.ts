import { changeCall, ownRecord } from '../application/call-engine.ts';
import type { CallEvent, LegRef } from '../core/call-events.ts';
import { DEFAULT_POLICY, type CallState } from '../core/call-state.ts';
import type { CallControlRequest } from '../core/contracts/functions.ts';
import type { StoredCall } from '../ports/call-repository.ts';
import { type Harness, MAPLE, type MemberName, memberRequest, MEMBERS, settle } from './harness.ts';

export interface Answer {
  status: number;
  body: { call_id?: string; status?: string; error?: { code: string } };
}

/** A caller on the line, and what people do with the call: the back on in-memory ports. */
export class Talking {
  readonly callId: string;
  readonly caller: string;
  readonly #harness: Harness;
  readonly #handle: (request: Request) => Promise<Response>;
  #serial = 0;

  constructor(harness: Harness, handle: (request: Request) => Promise<Response>, number = 1) {
    this.#harness = harness;
    this.#handle = handle;
    this.callId = `00000000-0000-4000-8000-00000000ca1${number}`;
    this.caller = `v3:caller${number}`;
  }

  get state(): CallState {
    const row = this.#harness.calls.rows.get(this.callId);
    if (!row) throw new Error('no such call');
    return row.state;
  }

  /** Somebody calls. */
  async ring(): Promise<void> {
    const stored: StoredCall = {
      identity: {
        id: this.callId,
        organizationId: MAPLE.organizationId,
        direction: 'inbound',
        fromNumber: '+14165550123',
        toNumber: MAPLE.phoneNumber,
        clientId: 'maria',
        phoneNumberId: MAPLE.id,
        callControlId: this.caller,
        callSessionId: 'session',
      },
      version: 0,
      policy: DEFAULT_POLICY,
      events: [],
      commands: [],
      serverTime: this.#harness.clock.now(),
    };
    await changeCall<never>(
      this.#harness,
      () => Promise.resolve(stored),
      (_state, _stored, now) => ({ events: [ownRecord(this.#fact('leg.initiated', now))] }),
    );
  }

  /** Telnyx tells of a leg; by default the caller's. */
  async tell(
    type: 'leg.answered' | 'leg.initiated' | 'leg.bridged' | 'leg.ended',
    callControlId = this.caller,
    cause: 'normal_clearing' | 'unspecified' | 'user_busy' = 'normal_clearing',
  ): Promise<void> {
    const known = this.state.legs.find((leg) => leg.callControlId === callControlId);
    const leg: LegRef = known ?? { callControlId, role: 'external', attempt: 0 };
    const applied = await changeCall<never>(
      this.#harness,
      () => this.#harness.calls.load(this.callId),
      (_state, _stored, now) => ({ events: [ownRecord(this.#fact(type, now, leg, cause))] }),
    );
    if (!applied.ok) throw new Error(applied.code);
    const { followUp } = await import('../application/follow-up.ts');
    followUp(this.#harness, applied.identity, applied.state, applied.newCommands);
    await settle();
  }

  #fact(
    type: 'leg.answered' | 'leg.initiated' | 'leg.bridged' | 'leg.ended',
    now: string,
    leg: LegRef = { callControlId: this.caller, role: 'external', attempt: 0 },
    cause: 'normal_clearing' | 'unspecified' | 'user_busy' = 'normal_clearing',
  ): CallEvent {
    this.#serial += 1;
    const { callControlId, role, attempt } = leg;
    const base = {
      id: `${this.callId}:told:${this.#serial}`,
      occurredAt: now,
      legStartedAt: null,
      leg: { callControlId, role, attempt },
    };
    return type === 'leg.ended' ? { ...base, type, cause, source: 'unknown' } : { ...base, type };
  }

  /** The living leg of whoever holds the call, or of a party. */
  legOf(role: 'agent' | 'party', attempt: number): string {
    const leg = this.state.legs.find(
      (one) => one.role === role && one.attempt === attempt && one.endedAt === null,
    );
    if (!leg) throw new Error(`no ${role} leg ${attempt}`);
    return leg.callControlId;
  }

  async act(
    member: MemberName,
    action: CallControlRequest['action'],
    more: Partial<CallControlRequest> = {},
  ): Promise<Answer> {
    const body = { call_id: this.callId, action, ...more };
    const response = await this.#handle(memberRequest(member, body));
    const answer = { status: response.status, body: (await response.json()) as Answer['body'] };
    await settle();
    return answer;
  }

  /** A member accepts, and both are on the line. */
  async accept(member: MemberName): Promise<void> {
    const answer = await this.act(member, 'accept');
    if (answer.status !== 200) throw new Error(JSON.stringify(answer));
    await this.tell('leg.answered');
    await this.tell('leg.answered', this.legOf('agent', this.state.attempts.length));
  }
}

export const idOf = (member: MemberName): string => MEMBERS[member].memberId;
