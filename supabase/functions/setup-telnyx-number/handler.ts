import {
  advanceIfDue,
  attachNumber,
  buyNumber,
  type NumberResult,
  releaseNumber,
  searchNumbers,
  verifyNumbers,
} from '../_shared/application/manage-numbers.ts';
import type { AttachDeps } from '../_shared/application/number-attach.ts';
import type { ErrorCode } from '../_shared/core/contracts/functions.ts';
import {
  type SearchRequest,
  type SetupNumberRequest,
  setupNumberRequest,
} from '../_shared/core/contracts/number-setup.ts';
import { accountHints } from '../_shared/core/number-account-hints.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { Directory, Member } from '../_shared/ports/directory.ts';
import type { Background } from '../_shared/ports/runtime.ts';
import { offerAnswer, setupAnswer } from './setup-answer.ts';

export interface SetupNumberDeps extends AttachDeps {
  directory: Pick<Directory, 'memberOf'>;
  background: Background;
  allowedOrigin: string;
}

/** Numbers and what they need at Telnyx: for owners and admins only. */
export function createSetupNumberHandler(deps: SetupNumberDeps): Handler {
  return memberRoute(deps, setupNumberRequest, async (member, body) => {
    if (member.role === 'agent') return problem('not_allowed');
    return await answer(deps, member, body);
  });
}

async function answer(
  deps: SetupNumberDeps,
  member: Member,
  body: SetupNumberRequest,
): Promise<Response> {
  switch (body.action) {
    case 'status':
      deps.background(advanceIfDue(deps, member.organizationId));
      return stateAfter(deps, member, { ok: true, value: null });
    case 'search':
      return search(deps, member, body);
    case 'buy': {
      const wanted = { phoneNumber: body.phone_number, label: body.label ?? '' };
      return stateAfter(deps, member, await buyNumber(deps, member, wanted));
    }
    case 'attach': {
      const wanted = {
        phoneNumber: body.phone_number,
        label: body.label ?? '',
        connectionId: body.connection_id ?? null,
        move: body.move ?? false,
      };
      return stateAfter(deps, member, await attachNumber(deps, member, wanted));
    }
    case 'verify':
      return stateAfter(
        deps,
        member,
        await verifyNumbers(deps, member, body.phone_number_id ?? null),
      );
    case 'release': {
      const wanted = {
        phoneNumberId: body.phone_number_id,
        confirm: body.confirm,
        keepAtTelnyx: body.keep_at_telnyx ?? false,
      };
      return stateAfter(deps, member, await releaseNumber(deps, member, wanted));
    }
    case 'account':
      return account(deps, member);
  }
}

async function stateAfter(
  deps: SetupNumberDeps,
  member: Member,
  result: NumberResult,
): Promise<Response> {
  if (!result.ok) return refuse(result.code);
  const view = await deps.setups.view(member.organizationId);
  return json(setupAnswer(view, deps.webhook.url));
}

async function search(
  deps: SetupNumberDeps,
  member: Member,
  body: SearchRequest,
): Promise<Response> {
  const found = await searchNumbers(deps, member.organizationId, {
    country: body.country,
    areaCode: body.area_code ?? null,
    locality: body.locality ?? null,
    type: body.type ?? null,
    features: body.features ?? ['voice'],
  });
  return found.ok ? json({ offers: found.value.map(offerAnswer) }) : refuse(found.code);
}

async function account(deps: SetupNumberDeps, member: Member): Promise<Response> {
  const { numbers } = await deps.setups.view(member.organizationId);
  const balance = await deps.numberAccount.readBalance();
  if (!balance.ok && balance.code === 'api_key_refused') return refuse(balance.code);
  const told = await Promise.all(
    numbers.map(({ phoneNumber }) => deps.numberAccount.findNumber(phoneNumber)),
  );
  return json(
    accountHints({
      balance: balance.ok ? balance.value : null,
      numbers: told.flatMap((one) => (one.ok && one.value ? [one.value] : [])),
    }),
  );
}

/** Telnyx's refusals have one code; what exactly it was stands in `reason` for the screen. */
function refuse(code: (NumberResult & { ok: false })['code']): Response {
  switch (code) {
    case 'telnyx_unavailable':
    case 'api_key_refused':
    case 'insufficient_funds':
    case 'account_limit':
    case 'refused':
      return problem('telnyx_error', 'Telnyx did not do as asked.', { reason: code });
    case 'telnyx_rate_limited':
      return problem('rate_limited', 'Telnyx asks us to slow down. Wait a moment.');
    case 'not_found':
      return problem('not_found', 'There is no such number.');
    default:
      return problem(code satisfies ErrorCode);
  }
}
