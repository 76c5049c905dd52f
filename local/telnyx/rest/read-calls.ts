import { invalidCallControlId, resourceNotFound } from '../telnyx-error.ts';
import { callResource } from './call-resource.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

/** `GET /calls/{id}`: answers until 10 minutes after the end. */
export function retrieveCall({ world, params }: RestRequest): Reply {
  const callControlId = params[0] ?? '';
  if (!callControlId.startsWith('v3:')) return refuse(invalidCallControlId('/call_control_id'));
  const leg = world.legs.byCallControlId(callControlId);
  if (leg === undefined) return refuse(resourceNotFound('There is no such call.'));
  return ok(callResource(world, leg, leg.state !== 'ended'));
}

/** `GET /connections/{id}/active_calls`. */
export function activeCalls({ world, params, query }: RestRequest): Reply {
  const connectionId = params[0] ?? '';
  const { applications, credentialConnections } = world.account;
  if (!applications.has(connectionId) && !credentialConnections.has(connectionId)) {
    return refuse(resourceNotFound('There is no such connection.'));
  }
  const legs = world.legs.live().filter((leg) => leg.connectionId === connectionId);
  const rows = legs.map((leg) => ({
    record_type: 'call',
    call_control_id: leg.callControlId,
    call_leg_id: leg.id,
    call_session_id: leg.sessionId,
    call_duration: Math.floor((world.clock.now() - leg.startedAtMs) / 1000),
    client_state: leg.clientState,
  }));
  return paginate(rows, query);
}
