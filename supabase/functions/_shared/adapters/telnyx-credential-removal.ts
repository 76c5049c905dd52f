import type { CredentialRemovalPort } from '../ports/credential-removal.ts';
import type { TelnyxApi } from './telnyx-api.ts';

/** Deletes telephony credentials (telnyx.md section 4). */
export function createCredentialRemoval(api: TelnyxApi): CredentialRemovalPort {
  return {
    async deleteCredential(credentialId) {
      const path = `/telephony_credentials/${encodeURIComponent(credentialId)}`;
      const answer = await api.request('DELETE', path);
      if (answer.ok || answer.status === 404) return { ok: true };
      return { ok: false, code: answer.code };
    },
  };
}
