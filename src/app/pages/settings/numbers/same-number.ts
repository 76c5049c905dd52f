/**
 * Whether somebody typed this number, in any of the forms in which it is written: with or without the
 * +, the spaces and, in North America, the 1.
 */
export function isSameNumber(typed: string, e164: string): boolean {
  const digits = typed.replaceAll(/\D/g, '');
  const wanted = e164.slice(1);
  return digits === wanted || (wanted.startsWith('1') && digits === wanted.slice(1));
}
