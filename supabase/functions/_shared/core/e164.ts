/** Numbers as they come over the wire, without a library: the webhook must start quickly. */

const E164 = /^\+[1-9]\d{6,14}$/;

export function isE164(value: string): boolean {
  return E164.test(value);
}

/**
 * The E.164 form of a `from` or `to` in a Telnyx event, or null for what is no number: a withheld
 * caller ("anonymous", "Restricted"), a SIP address, a short code. Some carriers leave out the plus;
 * eleven digits with a leading 1 are North American.
 */
export function wireNumber(value: string | null | undefined): string | null {
  if (!value) return null;
  const sip = /^sips?:(\+?\d+)@/i.exec(value);
  const text = (sip?.[1] ?? value).replace(/[\s().-]/g, '');
  if (E164.test(text)) return text;
  if (/^1[2-9]\d{9}$/.test(text)) return `+${text}`;
  if (/^[2-9]\d{9}$/.test(text)) return `+1${text}`;
  return null;
}

/** For logs: keeps the country and the last four digits. */
export function maskNumber(value: string | null | undefined): string {
  if (!value) return 'unknown';
  const digits = value.replace(/\D/g, '');
  if (digits.length < 7) return '•••';
  const head = value.startsWith('+1') ? value.slice(0, 5) : value.slice(0, 3);
  return `${head}•••${digits.slice(-4)}`;
}

/**
 * A number for people to read: North American ones as "416 555-0123", others as E.164, since how a
 * country groups its digits takes metadata that a list should not load.
 */
export function displayNumber(e164: string): string {
  const na = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164);
  if (na) return `${na[1]} ${na[2]}-${na[3]}`;
  return e164;
}
