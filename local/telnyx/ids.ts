import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';

export function newUuid(): string {
  return randomUUID();
}

/**
 * An opaque `v3:` call control id. Real ones are not safe in a URL path, so each of ours holds
 * `+`, `/` and `=`: a client that forgets to encode it fails here, not in production.
 */
export function newCallControlId(): string {
  for (;;) {
    const body = randomBytes(43).toString('base64');
    if (body.includes('+') && body.includes('/')) return `v3:${body}`;
  }
}

/** A 19-digit id, as Telnyx gives to connections, applications and numbers. */
export function newNumericId(): string {
  return `2${Array.from({ length: 18 }, () => String(randomInt(10))).join('')}`;
}

/** Such an id that stays the same for a name, so that a reset does not change it. */
export function numericIdOf(name: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(name).digest('hex')}`).toString();
  return `2${digits.slice(0, 18)}`;
}

/** Letters and digits only, for SIP user names and passwords. */
export function newToken(length: number): string {
  let token = '';
  while (token.length < length) {
    token += randomBytes(length)
      .toString('base64')
      .replaceAll(/[^A-Za-z0-9]/g, '');
  }
  return token.slice(0, length);
}
