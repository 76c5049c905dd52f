import { webrtcTokenRequest } from '../_shared/core/contracts/functions.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { CredentialRemovalPort } from '../_shared/ports/credential-removal.ts';
import type { Directory, Member } from '../_shared/ports/directory.ts';
import type { Background, Logger } from '../_shared/ports/runtime.ts';
import type { CredentialPort } from '../_shared/ports/telephony.ts';

export interface TokenDeps {
  directory: Pick<Directory, 'memberOf' | 'deviceCredential' | 'saveDevice'>;
  credentials: CredentialPort;
  credentialRemoval: CredentialRemovalPort;
  /** Where browsers register whose business has no credential connection of its own. */
  installation: { credentialConnectionId: string };
  background: Background;
  log: Logger;
  allowedOrigin: string;
}

/**
 * A login token for one browser. Each browser has a telephony credential of its own, since of two
 * that share one only the latest would ring (telnyx.md section 4). The credential stays on the server.
 * One that belongs to another credential connection than the business uses now is replaced.
 */
export function createTokenHandler(deps: TokenDeps): Handler {
  return memberRoute(deps, webrtcTokenRequest, async (member, body) => {
    const found = await deps.directory.deviceCredential(member.memberId, body.device_id);
    const { credential } = found;
    const { credentialConnectionId } = deps.installation;
    const connectionId = found.connectionId ?? credentialConnectionId;
    const isInPlace = (credential?.connectionId ?? credentialConnectionId) === connectionId;
    if (credential && isInPlace) {
      const answer = await tokenFor(deps, credential);
      if (answer) return answer;
    }
    const answer = await enrol(deps, member, { deviceId: body.device_id, connectionId });
    // It could still log in, and nobody would remember it when the member is shut out.
    if (credential && !isInPlace && answer.ok) deps.background(remove(deps, credential));
    return answer;
  });
}

/** Null: the credential is gone at Telnyx, a new one is needed. */
async function tokenFor(
  deps: TokenDeps,
  credential: { credentialId: string; sipUsername: string },
): Promise<Response | null> {
  const result = await deps.credentials.createToken(credential.credentialId);
  if (result.ok) {
    const { token, expiresAt } = result;
    return json({ token, expires_at: expiresAt, sip_username: credential.sipUsername });
  }
  if (result.code === 'not_found') return null;
  deps.log.warn('no token from Telnyx', { code: result.code });
  return problem('telnyx_error');
}

async function enrol(
  deps: TokenDeps,
  { organizationId, memberId }: Member,
  { deviceId, connectionId }: { deviceId: string; connectionId: string },
): Promise<Response> {
  const made = await deps.credentials.createCredential(`switchboard ${deviceId}`, connectionId);
  if (!made.ok) {
    deps.log.warn('no credential from Telnyx', { code: made.code });
    return problem('telnyx_error');
  }
  const { credentialId, sipUsername } = made;
  await deps.directory.saveDevice({
    deviceId,
    organizationId,
    memberId,
    credentialId,
    sipUsername,
    connectionId,
  });
  return (await tokenFor(deps, made)) ?? problem('telnyx_error');
}

async function remove(deps: TokenDeps, { credentialId }: { credentialId: string }): Promise<void> {
  const removed = await deps.credentialRemoval.deleteCredential(credentialId);
  if (!removed.ok) deps.log.warn('an old credential stays at Telnyx', { code: removed.code });
}
