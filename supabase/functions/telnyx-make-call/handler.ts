import { changeCall, type EngineDeps, ownRecord } from '../_shared/application/call-engine.ts';
import { guarded, watchDeadlines } from '../_shared/application/follow-up.ts';
import { holdOthers } from '../_shared/application/hold-calls.ts';
import { runCommands } from '../_shared/application/run-commands.ts';
import { type MakeCallRequest, makeCallRequest } from '../_shared/core/contracts/functions.ts';
import { parseNumber } from '../_shared/core/phone-number.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { OwnedNumber, StoredCall } from '../_shared/ports/call-repository.ts';
import type { DialAnswer } from '../_shared/ports/dial-guard.ts';
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
  /** As the number's library tells it. */
  country: string | null;
}

/**
 * An agent calls somebody: every rule is checked on the server, whatever the browser asked [I11]. What
 * costs money is decided by the database, which sets aside what the call may cost; then the call is
 * written, and the agent's own browser is dialled first. The far end follows when that leg is up.
 */
export function createMakeCallHandler(deps: MakeCallDeps): Handler {
  return memberRoute(deps, makeCallRequest, async (member, body) => {
    const checked = await check(deps, member, body);
    if (checked instanceof Response) return checked;
    const callId = deps.ids.next();
    const reserved = await reserve(deps, member, checked, callId, body.confirmed ?? false);
    if (!reserved.ok) return problem(reserved.code, undefined, { country: reserved.country });
    return await place(deps, member, checked, callId, reserved.timeLimitSecs);
  });
}

function reserve(
  deps: MakeCallDeps,
  { organizationId, memberId }: Member,
  { to, country }: Ready,
  callId: string,
  confirmed: boolean,
): Promise<DialAnswer> {
  return deps.dialGuard.reserve({
    organizationId,
    callId,
    memberId,
    to,
    country,
    // Told by patterns that would make this function slow to start; the database has them.
    numberType: 'unknown',
    confirmed,
    kind: 'agent',
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
  if (context.busy) return problem('agent_busy');
  if (!device?.fresh) return problem('agent_not_registered');
  return { number, device, clientId: clientOf(context), to: to.e164, country: to.country };
}

function clientOf(context: OutboundContext): string | null {
  return context.client?.id ?? context.clientByNumber;
}

async function place(
  deps: MakeCallDeps,
  member: Member,
  ready: Ready,
  callId: string,
  timeLimitSecs: number,
): Promise<Response> {
  const call = newCall(callId, member, ready, deps.clock.now());
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
          timeLimitSecs,
        }),
      ],
      requireFreeMemberId: member.memberId,
      audit: [{ action: 'call.placed', memberId: member.memberId, detail: {} }],
    }),
  );
  if (!applied.ok) {
    await deps.dialGuard.release({ callId, kind: 'agent' });
    return applied.code === 'agent_busy' ? problem('agent_busy') : problem('unavailable');
  }
  const { identity } = applied;
  await holdOthers(deps, member, identity.id);
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
      connectionId: ready.number.connectionId ?? null,
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
