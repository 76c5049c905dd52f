/** Which of a call's moments a link points at. */
export interface CallMoment {
  /** A step: an event, a line of the transcript, a command. */
  step?: string;
  /** Seconds into the call. */
  seconds?: number;
}

/** The address of one call's page; with a moment it opens there. */
export function callPath(callId: string, { step, seconds }: CallMoment = {}): string {
  const query = seconds === undefined ? '' : `?t=${Math.floor(seconds)}`;
  const hash = step === undefined ? '' : `#e=${encodeURIComponent(step)}`;
  return `/calls/${encodeURIComponent(callId)}${query}${hash}`;
}

/** What a link to a call's page hands over as `state`, so that the page leads back to where it was. */
export interface CameFrom {
  from: string;
}

/** @param here where the link stands */
export function cameFrom(here: { pathname: string; search: string }): CameFrom {
  return { from: `${here.pathname}${here.search}` };
}

/** Where somebody came from, if they came by such a link. An address of this app only. */
export function readCameFrom(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('from' in state)) return null;
  const { from } = state;
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : null;
}

/** The moment in an address: `#e=` before `?t=`. */
export function readCallMoment(address: { search: string; hash: string }): CallMoment {
  const step = /^#e=(.+)$/.exec(address.hash)?.[1];
  if (step) return { step: decoded(step) };
  const seconds = new URLSearchParams(address.search).get('t');
  return seconds !== null && /^\d{1,6}$/.test(seconds) ? { seconds: Number(seconds) } : {};
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
