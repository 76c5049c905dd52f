import { type MirrorDeps, mirrorLimits } from '../_shared/application/mirror-limits.ts';
import { endStoppedCalls, type StopDeps } from '../_shared/application/stop-calls.ts';
import {
  type ManageLimitsAnswer,
  type ManageLimitsRequest,
  manageLimitsRequest,
} from '../_shared/core/contracts/limits.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { Directory, Member } from '../_shared/ports/directory.ts';
import type { MirrorOutcome } from '../_shared/ports/limits-store.ts';

export type ManageLimitsDeps = MirrorDeps &
  StopDeps & { directory: Pick<Directory, 'memberOf'>; allowedOrigin: string };

/** Limits of calls out, and the kill switch. The database checks the role again as it writes. */
export function createManageLimitsHandler(deps: ManageLimitsDeps): Handler {
  return memberRoute(deps, manageLimitsRequest, async (member, body) => {
    if (member.role === 'agent') return problem('not_allowed');
    return await answer(deps, member, body);
  });
}

async function answer(
  deps: ManageLimitsDeps,
  { memberId, organizationId }: Member,
  body: ManageLimitsRequest,
): Promise<Response> {
  switch (body.action) {
    case 'save': {
      const saved = await deps.limits.save(memberId, body.limits);
      if (!saved.ok) return problem('not_allowed');
      return done({ mirror: await mirror(deps, organizationId) });
    }
    case 'mirror':
      return done({ mirror: await mirror(deps, organizationId) });
    case 'stop': {
      const stopped = await deps.limits.stop(memberId, body.end_live_calls ?? false);
      if (!stopped.ok) return problem('not_allowed');
      return done({ ended_calls: await endStoppedCalls(deps, organizationId) });
    }
    case 'resume': {
      const resumed = await deps.limits.resume(memberId);
      return resumed.ok ? done({}) : problem('not_allowed', 'Only owners may do this.');
    }
  }
}

/** The database has the limits already; whatever happens here is repeated by the sweeper. */
async function mirror(deps: ManageLimitsDeps, organizationId: string): Promise<MirrorOutcome> {
  try {
    return await mirrorLimits(deps, organizationId);
  } catch {
    return { state: 'failed', code: 'unavailable' };
  }
}

function done(answer: Omit<ManageLimitsAnswer, 'ok'>): Response {
  return json({ ok: true, ...answer } satisfies ManageLimitsAnswer);
}
