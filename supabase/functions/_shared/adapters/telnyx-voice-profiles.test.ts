import { describe, expect, it } from 'vitest';
import type { VoiceProfileLimits } from '../ports/voice-profiles.ts';
import type { TelnyxAnswer, TelnyxApi } from './telnyx-api.ts';
import { createVoiceProfiles } from './telnyx-voice-profiles.ts';

const LIMITS: VoiceProfileLimits = {
  enabled: true,
  countries: ['CA', 'US'],
  dailySpendLimitCents: 2050,
  concurrentLegs: 10,
  maxRatePerMinute: 300,
};
const WIRE = {
  name: 'switchboard-1',
  enabled: true,
  whitelisted_destinations: ['CA', 'US'],
  daily_spend_limit: '20.50',
  daily_spend_limit_enabled: true,
  concurrent_call_limit: 10,
  max_destination_rate: 0.03,
};
const ROW = { id: '27', ...WIRE };

interface Asked {
  method: string;
  path: string;
  body: Record<string, unknown> | undefined;
}

function telnyx(answers: TelnyxAnswer[]) {
  const asked: Asked[] = [];
  const api: TelnyxApi = {
    async request(method, path, body) {
      asked.push({ method, path, body });
      return answers.shift() ?? { ok: false, status: 500, code: 'unavailable', retryAfterMs: null };
    },
  };
  return { asked, profiles: createVoiceProfiles(api) };
}
const ok = (data: unknown): TelnyxAnswer => ({ ok: true, body: { data } });
const failed = (status: number): TelnyxAnswer => ({
  ok: false,
  status,
  code: status === 404 ? 'leg_ended' : 'unavailable',
  retryAfterMs: null,
});

describe("[I11] Telnyx's voice profile", () => {
  it('is made in dollars, and read back', async () => {
    const { asked, profiles } = telnyx([ok([]), ok(ROW)]);
    const answer = await profiles.ensure(null, 'switchboard-1', LIMITS);
    expect(answer).toEqual({
      ok: true,
      profile: { id: '27', name: 'switchboard-1', limits: LIMITS },
    });
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(asked[1]?.body).toMatchObject(WIRE);
  });

  it('that an interrupted run made is found again by its exact name', async () => {
    const other = { ...ROW, id: '99', name: 'switchboard-11' };
    const { asked, profiles } = telnyx([ok([other, ROW]), ok(ROW)]);
    await profiles.ensure(null, 'switchboard-1', LIMITS);
    expect(asked[1]).toMatchObject({ method: 'PATCH', path: '/outbound_voice_profiles/27' });
  });

  it('whose spend is not limited says so: no limit is not a high one', async () => {
    const { profiles } = telnyx([ok({ ...ROW, daily_spend_limit_enabled: false })]);
    expect(await profiles.read('27')).toMatchObject({
      profile: { limits: { dailySpendLimitCents: 0 } },
    });
  });

  it.each([
    [404, 'not_found'],
    [500, 'unavailable'],
  ])('answers %i: %s', async (status, code) => {
    const { profiles } = telnyx([failed(status)]);
    expect(await profiles.read('27')).toEqual({ ok: false, code });
  });

  it('that cannot be looked for is not made twice', async () => {
    const { asked, profiles } = telnyx([failed(500)]);
    expect((await profiles.ensure(null, 'switchboard-1', LIMITS)).ok).toBe(false);
    expect(asked).toHaveLength(1);
  });
});
