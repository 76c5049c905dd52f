import type { TelephonyErrorCode } from './telephony.ts';

/** Ends a browser's right to register: its tokens are worth nothing afterwards. */
export interface CredentialRemovalPort {
  /** A credential that is gone already counts as deleted. */
  deleteCredential(
    credentialId: string,
  ): Promise<{ ok: true } | { ok: false; code: TelephonyErrorCode }>;
}
