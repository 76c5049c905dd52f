import type { RestApi } from '../rest/rest-api.ts';
import { appHangup, endLeg } from '../world/ending.ts';
import { answerWith } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';
import type { Messages } from './messages.ts';

/**
 * `POST /sim/reset`: the world as at start. Calls are hung up (the app is told by webhooks), logs,
 * faults and behaviours forgotten, numbers, connections, profiles, settings and signing key as at the
 * start, orders forgotten. Browsers' credentials (of the seeded connection) and registrations,
 * assistants, secrets and insights stay: they belong to the app. Sequence numbers go on.
 */
export function createReset(
  rest: RestApi,
  messages: Messages,
): (request: ControlRequest) => ControlReply {
  return ({ world }) => {
    world.faults.clear();
    for (const leg of world.legs.live()) endLeg(world, leg, appHangup(leg));
    world.legs.clear();
    world.conferences.clear();
    world.callees.clear();
    world.recordings.clear();
    const credentials = [...world.account.credentials.values()];
    world.account.restoreSeed();
    for (const { id, sipUsername } of credentials) {
      if (!world.account.credentials.has(id)) world.gateway().punt(sipUsername);
    }
    world.account.keys.restore();
    world.ai.conversations.clear();
    world.ai.toolCalls.clear();
    world.webhooks.log.clear();
    rest.reset();
    messages.clear();
    return answerWith({ ok: true });
  };
}
