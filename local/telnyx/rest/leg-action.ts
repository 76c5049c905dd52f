import {
  callEnded,
  callNotAnswered,
  invalidCallControlId,
  resourceNotFound,
} from '../telnyx-error.ts';
import type { World } from '../world.ts';
import type { Leg } from '../world/leg.ts';
import { readBody } from './body-reader.ts';
import type { BodyReader } from './body-reader.ts';
import { refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

export interface LegCommand {
  world: World;
  leg: Leg;
  body: Record<string, unknown>;
  reader: BodyReader;
}

/** What the leg must be for the command (telnyx.md 2.7). */
type Needs = 'alive' | 'answered';

/**
 * An action on one leg: finds it, applies the state rules, keeps the command's `client_state`.
 * `act` reads the rest of the body; what it finds wrong is refused after it ran without effect.
 */
export function legAction(
  needs: Needs,
  act: (command: LegCommand) => Reply,
): (request: RestRequest) => Reply {
  return ({ world, params, body }) => {
    const callControlId = params[0] ?? '';
    if (!callControlId.startsWith('v3:')) return refuse(invalidCallControlId('/call_control_id'));
    const leg = world.legs.byCallControlId(callControlId);
    if (leg === undefined) return refuse(resourceNotFound('There is no such call.'));
    if (leg.state === 'ended') return refuse(callEnded());
    if (needs === 'answered' && leg.state !== 'answered') return refuse(callNotAnswered());
    const reader = readBody(body);
    const clientState = reader.clientState();
    if (reader.refusals.length > 0) return refuse(...reader.refusals);
    const previous = leg.clientState;
    // Set before acting: the events of this very command carry it already.
    if (clientState !== null) leg.clientState = clientState;
    leg.wasCommanded = true;
    const reply = act({ world, leg, body, reader });
    if (reply.status >= 400) leg.clientState = previous;
    return reply;
  };
}
