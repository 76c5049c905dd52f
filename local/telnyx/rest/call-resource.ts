import { isoTime } from '../clock.ts';
import type { World } from '../world.ts';
import type { Leg } from '../world/leg.ts';

/** A call as `POST /calls` and `GET /calls/{id}` show it. `is_alive` is false on dial. */
export function callResource(world: World, leg: Leg, isAlive: boolean): object {
  const endMs = leg.endedAtMs ?? world.clock.now();
  return {
    record_type: 'call',
    call_control_id: leg.callControlId,
    call_leg_id: leg.id,
    call_session_id: leg.sessionId,
    is_alive: isAlive,
    client_state: leg.clientState,
    call_duration: Math.floor((endMs - leg.startedAtMs) / 1000),
    start_time: isoTime(leg.startedAtMs),
    end_time: leg.endedAtMs === null ? null : isoTime(leg.endedAtMs),
  };
}
