import type { LegRole } from './call-events.ts';

/** What Telnyx carries for us on each leg that we dialled: which call it belongs to, and as what. */
export interface ClientState {
  callId: string;
  role: LegRole;
  attempt: number;
}

/** Base64, as Telnyx demands of `client_state` (telnyx.md section 1). */
export function encodeClientState(state: ClientState): string {
  return btoa(JSON.stringify({ v: 1, c: state.callId, r: state.role, n: state.attempt }));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Null for what is not ours: absent, of another application, or of an unknown version. */
export function decodeClientState(text: string | null | undefined): ClientState | null {
  if (!text) return null;
  try {
    const value: unknown = JSON.parse(atob(text));
    if (typeof value !== 'object' || value === null) return null;
    const { v, c, r, n } = value as Record<string, unknown>;
    if (v !== 1 || typeof c !== 'string' || !UUID.test(c)) return null;
    if (r !== 'external' && r !== 'agent' && r !== 'forward' && r !== 'party') return null;
    if (typeof n !== 'number' || !Number.isInteger(n) || n < 0) return null;
    return { callId: c, role: r, attempt: n };
  } catch {
    return null;
  }
}
