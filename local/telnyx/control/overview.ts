import { answerWith } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';

/** `GET /sim/numbers`: our numbers, for the booth's choice. */
export function listOurNumbers({ world }: ControlRequest): ControlReply {
  return answerWith(
    [...world.account.numbers.values()].map((number) => ({
      phone_number: number['phone_number'],
      connection_id: number['connection_id'],
    })),
  );
}

/** `GET /sim/registrations`: the browsers that can be rung. */
export function listRegistrations({ world }: ControlRequest): ControlReply {
  return answerWith(
    world
      .gateway()
      .registered()
      .map(({ sipUsername, connectedAt }) => ({
        sip_username: sipUsername,
        connected_at: connectedAt,
      })),
  );
}

/** `POST /sim/keys/rotate`: a new signing key; the old public key is wrong from now on. */
export function rotateKeys({ world }: ControlRequest): ControlReply {
  return answerWith({ public_key: world.account.keys.rotate() });
}
