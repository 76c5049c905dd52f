import { describe, expect, it } from 'vitest';
import { parseEnv } from './env.ts';
import { isLoopbackHost } from './telnyx.ts';

const complete = {
  VITE_SUPABASE_URL: 'https://project.supabase.co',
  VITE_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
  VITE_TELNYX_CONNECTION_ID: '2709042883142354871',
  VITE_TELNYX_DEFAULT_FROM_NUMBER: '+14375249932',
  VITE_TELNYX_RTC_HOST: '',
};

describe('the environment of the build', () => {
  it('without a signalling host means Telnyx itself', () => {
    const result = parseEnv(complete);
    expect(result.ok && result.env.telnyx.rtcHost).toBeNull();
  });

  it.each(Object.keys(complete).filter((name) => name !== 'VITE_TELNYX_RTC_HOST'))(
    'names %s when it is missing',
    (name) => {
      const result = parseEnv({ ...complete, [name]: undefined });
      expect(result.ok ? [] : result.problems).toEqual([
        expect.stringContaining(`${name} is missing`),
      ]);
    },
  );

  it.each([
    ['VITE_SUPABASE_URL', 'project.supabase.co'],
    ['VITE_SUPABASE_PUBLISHABLE_KEY', 'sb_secret_x'],
    ['VITE_TELNYX_CONNECTION_ID', 'YOUR-ID'],
    ['VITE_TELNYX_DEFAULT_FROM_NUMBER', '437 524-9932'],
    ['VITE_TELNYX_RTC_HOST', 'rtc.example.com'],
  ])('says what is wrong with %s = %s', (name, value) => {
    const result = parseEnv({ ...complete, [name]: value });
    expect(result.ok ? [] : result.problems).toEqual([expect.stringContaining(`${name} must`)]);
  });

  it.each([
    ['ws://127.0.0.1:8090/rtc', true],
    ['ws://localhost:8090/rtc', true],
    ['wss://rtc.telnyx.com', false],
    [null, false],
  ])('asks STUN and TURN servers unless %s is this machine', (host, isLoopback) => {
    expect(isLoopbackHost(host)).toBe(isLoopback);
  });
});
