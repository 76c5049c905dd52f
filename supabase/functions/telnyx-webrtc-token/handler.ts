import { webrtcTokenRequest } from '../_shared/core/contracts/functions.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { AgentDevice, Directory, Member } from '../_shared/ports/directory.ts';
import type { Logger } from '../_shared/ports/runtime.ts';
import type { CredentialPort } from '../_shared/ports/telephony.ts';

export interface TokenDeps {
  directory: Pick<Directory, 'memberOf' | 'findDevice' | 'saveDevice'>;
  credentials: CredentialPort;
  log: Logger;
  allowedOrigin: string;
}

/**
 * A login token for one browser. Each browser has a telephony credential of its own, since of two
 * that share one only the latest would ring (telnyx.md section 4). The credential stays on the server.
 */
export function createTokenHandler(deps: TokenDeps): Handler {
  return memberRoute(deps, webrtcTokenRequest, async (member, body) => {
    const known = await deps.directory.findDevice(member.memberId, body.device_id);
    if (known) {
      const answer = await tokenFor(deps, known);
      if (answer) return answer;
    }
    return await enrol(deps, member, body.device_id);
  });
}

/** Null: the credential is gone at Telnyx, a new one is needed. */
async function tokenFor(
  deps: TokenDeps,
  device: Pick<AgentDevice, 'credentialId' | 'sipUsername'>,
): Promise<Response | null> {
  const result = await deps.credentials.createToken(device.credentialId);
  if (result.ok) {
    const { token, expiresAt } = result;
    return json({ token, expires_at: expiresAt, sip_username: device.sipUsername });
  }
  if (result.code === 'not_found') return null;
  deps.log.warn('no token from Telnyx', { code: result.code });
  return problem('telnyx_error');
}

async function enrol(deps: TokenDeps, member: Member, deviceId: string): Promise<Response> {
  const made = await deps.credentials.createCredential(`switchboard ${deviceId}`);
  if (!made.ok) {
    deps.log.warn('no credential from Telnyx', { code: made.code });
    return problem('telnyx_error');
  }
  const { credentialId, sipUsername } = made;
  const { organizationId, memberId } = member;
  await deps.directory.saveDevice({
    deviceId,
    organizationId,
    memberId,
    credentialId,
    sipUsername,
  });
  return (await tokenFor(deps, made)) ?? problem('telnyx_error');
}
