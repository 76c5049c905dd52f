import { describe, expect, it } from 'vitest';
import { readMailLink } from './mail-link.ts';

const read = (address: string) => readMailLink(new URL(address, 'http://app.test'));

describe('a mailed link', () => {
  it.each([
    ['/accept-invite?token_hash=abc&type=invite', { kind: 'hash', type: 'invite', secret: 'abc' }],
    [
      '/reset-password#access_token=a&refresh_token=r&type=recovery',
      { kind: 'session', type: 'recovery', accessToken: 'a', secret: 'r' },
    ],
    ['/welcome#error=access_denied&error_code=otp_expired', { kind: 'refused', type: 'email' }],
    ['/welcome?error=access_denied&error_code=otp_expired', { kind: 'refused', type: 'email' }],
  ])('%s is read', (address, link) => {
    expect(read(address)).toMatchObject(link);
  });

  it.each([
    '/welcome',
    '/welcome?token_hash=abc',
    '/welcome?token_hash=abc&type=something',
    '/accept-invite#access_token=a',
  ])('%s is none', (address) => {
    expect(read(address)).toBeNull();
  });
});
