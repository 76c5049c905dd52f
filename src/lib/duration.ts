/**
 * A length of time as a clock: `m:ss`, from one hour on `h:mm:ss`.
 *
 * @param seconds whole or fractional seconds; less than zero counts as zero.
 */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** The same length for `<time dateTime>`: an ISO 8601 duration such as `PT75S`. */
export function isoDuration(seconds: number): string {
  return `PT${Math.max(0, Math.floor(seconds))}S`;
}
