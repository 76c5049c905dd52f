import { changeCall, type EngineDeps, ownRecord } from '../_shared/application/call-engine.ts';
import { guarded, watchDeadlines } from '../_shared/application/follow-up.ts';
import { runCommands } from '../_shared/application/run-commands.ts';
import { type MakeCallRequest, makeCallRequest } from '../_shared/core/contracts/functions.ts';
import { checkDestination } from '../_shared/core/destination.ts';
import { parseNumber } from '../_shared/core/phone-number.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { OwnedNumber, StoredCall } from '../_shared/ports/call-repository.ts';
import type {
  AgentDevice,
  Directory,
  Member,
  OutboundContext,
} from '../_shared/ports/directory.ts';
import type { Ids } from '../_shared/ports/runtime.ts';

export interface MakeCallDeps extends EngineDeps {
  ids: Ids;
  directory: Pick<Directory, 'memberOf' | 'outboundContext'>;
  allowedOrigin: string;
}

interface Ready {
  number: OwnedNumber;
  device: AgentDevice;
  clientId: string | null;
  to: string;
}

/**
 * An agent calls somebody: every rule is checked here, whatever the browser asked [I11]; then the call
 * is written, and the agent's own browser is dialled first. The far end follows when that leg is up.
 */
export function createMakeCallHandler(deps: MakeCallDeps): Handler {
  return memberRoute(deps, makeCallRequest, async (member, body) => {
    const checked = await check(deps, member, body);
    return checked instanceof Response ? checked : await place(deps, member, checked);
  });
}

async function check(
  deps: MakeCallDeps,
  member: Member,
  body: MakeCallRequest,
): Promise<Ready | Response> {
  const to = parseNumber(body.to);
  if (!to.ok) return problem('invalid_number');
  const context = await deps.directory.outboundContext({
    memberId: member.memberId,
    fromNumberId: body.from_number_id ?? null,
    clientId: body.client_id ?? null,
    to: to.e164,
    deviceId: body.device_id ?? null,
  });
  const { number, device } = context;
  if (!number) return problem('number_not_owned');
  if (body.client_id && !context.client) return problem('client_not_found');
  if (!checkDestination(to, context.allowedCountries).ok) return problem('destination_not_allowed');
  if (context.dialsLastMinute >= context.dialsPerMinute) return problem('rate_limited');
  if (context.busy) return problem('agent_busy');
  if (!device?.fresh) return problem('agent_not_registered');
  return { number, device, clientId: clientOf(context), to: to.e164 };
}

function clientOf(context: OutboundContext): string | null {
  return context.client?.id ?? context.clientByNumber;
}

async function place(deps: MakeCallDeps, member: Member, ready: Ready): Promise<Response> {
  const call = newCall(deps.ids.next(), member, ready, deps.clock.now());
  const applied = await changeCall<never>(
    deps,
    () => Promise.resolve(call),
    (_state, stored, now) => ({
      events: [
        ownRecord({
          id: `${stored.identity.id}:placed`,
          type: 'call.placed',
          occurredAt: now,
          memberId: member.memberId,
          deviceId: ready.device.deviceId,
          sipUsername: ready.device.sipUsername,
          from: ready.number.phoneNumber,
          to: ready.to,
        }),
      ],
      requireFreeMemberId: member.memberId,
      audit: [{ action: 'call.placed', memberId: member.memberId, detail: {} }],
    }),
  );
  if (!applied.ok) {
    return applied.code === 'agent_busy' ? problem('agent_busy') : problem('unavailable');
  }
  const { identity } = applied;
  const state =
    (await runCommands(deps, identity, applied.newCommands, { giveUpOnSilence: true })) ??
    applied.state;
  if (state.status === 'ended' && state.outcomeReason === 'agent_unreachable') {
    return problem('telnyx_error', undefined, { call_id: identity.id });
  }
  deps.background(guarded(deps, identity, () => watchDeadlines(deps, identity, state)));
  return json({ call_id: identity.id, status: state.status });
}

function newCall(id: string, member: Member, ready: Ready, serverTime: string): StoredCall {
  return {
    identity: {
      id,
      organizationId: member.organizationId,
      direction: 'outbound',
      fromNumber: ready.number.phoneNumber,
      toNumber: ready.to,
      clientId: ready.clientId,
      phoneNumberId: ready.number.id,
      callControlId: null,
      callSessionId: null,
    },
    version: 0,
    policy: ready.number.policy,
    events: [],
    commands: [],
    serverTime,
  };
}
