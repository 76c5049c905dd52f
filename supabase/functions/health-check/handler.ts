import { retryLetter, type LetterDeps } from '../_shared/application/dead-letters.ts';
import { checkAndKeep } from '../_shared/application/health-check.ts';
import { repair, type RepairDeps } from '../_shared/application/health-repair.ts';
import {
  beginSelfTest,
  endSelfTest,
  type SelfTestDeps,
  selfTestState,
} from '../_shared/application/self-test.ts';
import { type HealthRequest, healthRequest } from '../_shared/core/contracts/health.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { Directory, Member } from '../_shared/ports/directory.ts';

export interface HealthFunctionDeps extends RepairDeps, LetterDeps, SelfTestDeps {
  directory: Pick<Directory, 'memberOf'>;
  allowedOrigin: string;
}

/** What every member may ask; the rest changes something and is for owners and admins. */
const FOR_ALL: ReadonlySet<HealthRequest['action']> = new Set([
  'run',
  'self_test',
  'self_test_state',
  'end_self_test',
]);

/** The health check: looks, mends what a button can mend, tries a real call. */
export function createHealthHandler(deps: HealthFunctionDeps): Handler {
  return memberRoute(deps, healthRequest, async (member, body) => {
    if (member.role === 'agent' && !FOR_ALL.has(body.action)) return problem('not_allowed');
    return await answer(deps, member, body);
  });
}

async function answer(
  deps: HealthFunctionDeps,
  member: Member,
  body: HealthRequest,
): Promise<Response> {
  const { organizationId } = member;
  switch (body.action) {
    case 'run':
      return json(await checkAndKeep(deps, organizationId));
    case 'repair':
      return json(await repair(deps, member, body.fix));
    case 'dead_letters':
      return json({ letters: await deps.health.openLetters(organizationId) });
    case 'retry_dead_letter': {
      const settled = await retryLetter(deps, member, body.id);
      return letters(deps, member, settled);
    }
    case 'dismiss_dead_letter': {
      const settled = await deps.health.settleLetter(member, body.id, 'dismissed');
      return letters(deps, member, settled || null);
    }
    case 'self_test':
      return json(await beginSelfTest(deps, member));
    case 'self_test_state': {
      const state = await selfTestState(deps, member, body.test_id);
      return state ? json(state) : problem('not_found', 'There is no such test.');
    }
    case 'end_self_test':
      await endSelfTest(deps, member, body.test_id);
      return json({ ok: true });
  }
}

async function letters(
  deps: HealthFunctionDeps,
  member: Member,
  settled: boolean | null,
): Promise<Response> {
  if (settled === null) return problem('not_found', 'There is no such event any more.');
  return json({ settled, letters: await deps.health.openLetters(member.organizationId) });
}
