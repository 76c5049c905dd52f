import type { SoftphoneProblem } from '../ports.ts';

/**
 * The SDK's error codes (telnyx.md, 5.4) as our closed set; null for those that it heals by itself
 * or that end a single call, which the call's own events tell.
 */
export function problemOf(code: number): SoftphoneProblem | null {
  switch (code) {
    case 42001:
      return 'mic_denied';
    case 42002:
    case 42003:
      return 'mic_missing';
    case 46001:
    case 46002:
    case 46003:
      return 'login_failed';
    case 45001:
    case 45003:
      return 'network';
    default:
      return null;
  }
}

export const TOKEN_EXPIRING_SOON = 34001;
/** After a reconnection the gateway does not know the calls any more (telnyx.md, 5.4). */
export const SESSION_NOT_REATTACHED = 48501;
