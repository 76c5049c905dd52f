import { describe, expect, it } from 'vitest';
import { isUsable, readLoginToken, renewInMs } from './login-token.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
/** A JWT whose payload needs base64url's own characters. */
const jwt = (claims: object) =>
  ['e30', btoa(JSON.stringify(claims)).replaceAll('+', '-').replaceAll('/', '_'), 'x'].join('.');

describe('a login token', () => {
  it('expires when its own claim says, though the payload is base64url', () => {
    const token = readLoginToken(jwt({ exp: NOW / 1000 + 100, pad: 'ÿþ?>' }), '2030-01-01', NOW);
    expect(token.expiresAtMs).toBe(NOW + 100_000);
  });

  it('expires when the function said, when it is no JWT', () => {
    const token = readLoginToken('opaque', '2026-11-24T11:00:00Z', NOW);
    expect(token.expiresAtMs).toBe(Date.parse('2026-11-24T11:00:00Z'));
  });

  it('is not used for a login when it is about to expire: the refusal would loop', () => {
    const token = readLoginToken(jwt({ exp: NOW / 1000 + 100 }), '', NOW);
    expect(isUsable(token, NOW)).toBe(true);
    expect(isUsable(token, NOW + 95_000)).toBe(false);
  });

  it('is renewed at four fifths of its life', () => {
    const token = readLoginToken(jwt({ exp: NOW / 1000 + 1_000 }), '', NOW);
    expect(renewInMs(token, NOW)).toBe(800_000);
    expect(renewInMs(token, NOW + 300_000)).toBe(500_000);
  });
});
