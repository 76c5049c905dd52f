import { beforeEach, describe, expect, it } from 'vitest';
import { changeCall, ownRecord } from '../_shared/application/call-engine.ts';
import { repeatMirrors } from '../_shared/application/mirror-limits.ts';
import { DEFAULT_POLICY } from '../_shared/core/call-state.ts';
import type { Limits } from '../_shared/core/contracts/limits.ts';
import type { VoiceProfileLimits } from '../_shared/ports/voice-profiles.ts';
import {
  createHarness,
  type Harness,
  MAPLE,
  type MemberName,
  MEMBERS,
  memberRequest,
  settle,
} from '../_shared/testing/harness.ts';
import { MemoryLimits, MemoryVoiceProfile } from '../_shared/testing/memory-limits.ts';
import { createManageLimitsHandler } from './handler.ts';

const LIMITS: Limits = {
  dailyCapCents: 2000,
  warnAtPercent: 80,
  maxCallMinutes: 60,
  concurrentCalls: 5,
  dialsPerMinuteAgent: 20,
  dialsPerMinute: 30,
  confirmNewDestinations: true,
  numberTypes: ['fixed_line', 'mobile', 'voip', 'toll_free'],
  countries: ['CA', 'US'],
};
const WANTED: VoiceProfileLimits = {
  enabled: true,
  countries: ['CA', 'US'],
  dailySpendLimitCents: 2000,
  concurrentLegs: 10,
  maxRatePerMinute: 300,
};
const CALL = '00000000-0000-4000-8000-00000000ca11';

let harness: Harness;
let limits: MemoryLimits;
let voiceProfiles: MemoryVoiceProfile;
let handle: (request: Request) => Promise<Response>;

beforeEach(() => {
  harness = createHarness();
  limits = new MemoryLimits();
  limits.mirror = { organizationId: MAPLE.organizationId, profileId: '27', limits: WANTED };
  voiceProfiles = new MemoryVoiceProfile({ ...WANTED, countries: ['CA'] });
  handle = createManageLimitsHandler({ ...harness, limits, voiceProfiles });
});

async function ask(body: unknown, member: MemberName = 'nora') {
  const response = await handle(memberRequest(member, body));
  return {
    status: response.status,
    body: (await response.json()) as {
      mirror?: { state: string; code: string | null };
      ended_calls?: number;
      error?: { code: string };
    },
  };
}

describe('[I11] managing limits', () => {
  it('saves, tells Telnyx and reads back', async () => {
    expect(await ask({ action: 'save', limits: LIMITS })).toMatchObject({
      status: 200,
      body: { mirror: { state: 'ok', code: null } },
    });
    expect(limits.saved).toEqual([LIMITS]);
    expect(voiceProfiles.limits).toEqual(WANTED);
    expect(limits.outcomes).toEqual([{ state: 'ok', code: null }]);
  });

  it('Telnyx refuses: saved all the same, noted, and repeated until it says the same', async () => {
    voiceProfiles.failure = 'unauthorized';
    const answer = await ask({ action: 'save', limits: LIMITS });
    expect(answer.body.mirror).toEqual({ state: 'failed', code: 'unauthorized' });
    expect(limits.saved).toHaveLength(1);
    voiceProfiles.failure = null;
    await repeatMirrors({ limits, voiceProfiles, log: harness.log });
    expect(limits.outcomes.map(({ state }) => state)).toEqual(['failed', 'ok']);
  });

  it('Telnyx says yes and keeps the old limits: that is found out', async () => {
    voiceProfiles.isDeaf = true;
    const answer = await ask({ action: 'mirror' });
    expect(answer.body.mirror).toEqual({ state: 'failed', code: 'differs' });
  });

  it('a profile that says the same is left alone', async () => {
    voiceProfiles.limits = { ...WANTED, countries: ['US', 'CA'] };
    expect((await ask({ action: 'mirror' })).body.mirror?.state).toBe('ok');
    expect(voiceProfiles.writes).toBe(0);
  });

  it('a profile that is gone is not replaced by another', async () => {
    voiceProfiles.limits = null;
    expect((await ask({ action: 'mirror' })).body.mirror?.code).toBe('not_found');
  });

  it('a business without a profile of its own has nothing to tell', async () => {
    limits.mirror = { organizationId: MAPLE.organizationId, profileId: null, limits: WANTED };
    expect((await ask({ action: 'save', limits: LIMITS })).body.mirror?.state).toBe('none');
    expect(voiceProfiles.writes).toBe(0);
  });

  it.each([
    { action: 'save', limits: { ...LIMITS, dailyCapCents: 0 } },
    { action: 'save', limits: { ...LIMITS, dailyCapCents: 20.5 } },
    { action: 'save', limits: { ...LIMITS, countries: [] } },
    { action: 'save', limits: { ...LIMITS, countries: ['Latvia'] } },
    { action: 'save', limits: { ...LIMITS, numberTypes: ['satellite'] } },
    { action: 'save', limits: { ...LIMITS, concurrentCalls: null } },
    { action: 'open' },
  ])('refuses %j', async (body) => {
    expect(await ask(body)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_request' } },
    });
    expect(limits.saved).toEqual([]);
  });

  it.each([{ action: 'save', limits: LIMITS }, { action: 'stop' }, { action: 'resume' }])(
    'an agent may not: $action',
    async (body) => {
      expect((await ask(body, 'ana')).body.error?.code).toBe('not_allowed');
      expect([...limits.saved, ...limits.switched]).toEqual([]);
    },
  );

  it('the database knows the role now: a demoted owner may not', async () => {
    limits.mayChange = false;
    for (const body of [{ action: 'save', limits: LIMITS }, { action: 'stop' }]) {
      expect((await ask(body)).body.error?.code).toBe('not_allowed');
    }
    expect(voiceProfiles.writes).toBe(0);
  });

  it('stop ends the calls that the database names, and hangs up their legs', async () => {
    await liveCall();
    const doomed = { callId: CALL, memberId: MEMBERS.nora.memberId };
    limits.calls = [
      { ...doomed, organizationId: MAPLE.organizationId },
      // Another business's is its own affair.
      { ...doomed, callId: crypto.randomUUID(), organizationId: crypto.randomUUID() },
    ];
    const answer = await ask({ action: 'stop', end_live_calls: true });
    await settle();
    expect(answer.body.ended_calls).toBe(1);
    expect(limits.switched).toEqual(['stopped, live calls too']);
    expect(harness.calls.rows.get(CALL)?.state.status).toBe('ended');
    expect(harness.telephony.sent.map(({ body }) => body)).toEqual([
      { kind: 'hangup', callControlId: 'v3:far' },
    ]);
  });
});

/** A call out whose far end rings. */
async function liveCall(): Promise<void> {
  const occurredAt = harness.clock.now();
  const identity = {
    id: CALL,
    organizationId: MAPLE.organizationId,
    direction: 'outbound' as const,
    fromNumber: MAPLE.phoneNumber,
    toNumber: '+14165550123',
    clientId: null,
    phoneNumberId: MAPLE.id,
    callControlId: null,
    callSessionId: null,
  };
  const leg = { callControlId: 'v3:far', role: 'external' as const, attempt: 0 };
  await changeCall<never>(
    harness,
    () =>
      Promise.resolve({
        identity,
        version: 0,
        policy: DEFAULT_POLICY,
        events: [],
        commands: [],
        serverTime: occurredAt,
      }),
    () => ({
      events: [ownRecord({ id: 'far', type: 'leg.dialled', occurredAt, leg, legStartedAt: null })],
    }),
  );
}
