import { finishErasures } from '../_shared/application/finish-erasures.ts';
import {
  type ClientPrivacyRequest,
  clientPrivacyRequest,
  type EraseAnswer,
} from '../_shared/core/contracts/client-privacy.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { ClientPrivacyStore, CopyEraser } from '../_shared/ports/client-privacy.ts';
import type { Directory, Member } from '../_shared/ports/directory.ts';
import type { Logger } from '../_shared/ports/runtime.ts';

export interface ClientPrivacyDeps {
  directory: Pick<Directory, 'memberOf'>;
  privacy: ClientPrivacyStore;
  copies: CopyEraser;
  log: Logger;
  allowedOrigin: string;
}

/**
 * What the law gives a client: all that is kept of them in one document, and all of it gone. Owners and
 * admins only. Copies elsewhere that cannot be deleted at once are deleted by the sweeper.
 */
export function createClientPrivacyHandler(deps: ClientPrivacyDeps): Handler {
  return memberRoute(deps, clientPrivacyRequest, async (member, body) => {
    if (member.role === 'agent') return problem('not_allowed');
    return body.action === 'export'
      ? await exportClient(deps, member, body.client_id)
      : await eraseClient(deps, member, body);
  });
}

async function exportClient(
  deps: ClientPrivacyDeps,
  member: Member,
  clientId: string,
): Promise<Response> {
  const { organizationId, memberId } = member;
  const found = await deps.privacy.export({ organizationId, memberId, clientId });
  return found ? json({ export: found }) : problem('client_not_found');
}

async function eraseClient(
  deps: ClientPrivacyDeps,
  member: Member,
  body: ClientPrivacyRequest & { action: 'erase' },
): Promise<Response> {
  const { organizationId, memberId } = member;
  const name = await deps.privacy.nameOf(organizationId, body.client_id);
  if (name === null) return problem('client_not_found');
  if (name.trim() !== body.confirm.trim()) {
    return problem('invalid_request', 'The name that was typed is not the client’s.');
  }
  const erased = await deps.privacy.erase({ organizationId, memberId, clientId: body.client_id });
  if (!erased.ok) {
    return erased.code === 'in_call'
      ? problem('not_in_this_state', 'There is a call with this client right now.')
      : problem('client_not_found');
  }
  // The erasure stands; what is left elsewhere is the sweeper's work if this fails.
  const finished = await finishErasures(deps).catch(() => 0);
  const answer: EraseAnswer = { counts: erased.counts, is_finished: finished > 0 };
  return json(answer);
}
