import type { CommandLogRow } from '../rest/command-log.ts';
import type { RingLog } from '../ring-log.ts';
import { answerWith } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';

export function afterSeq(query: URLSearchParams): number {
  const after = Number(query.get('after') ?? 0);
  return Number.isFinite(after) ? after : 0;
}

/** `GET /sim/webhooks?after=`: every event, with its attempts and the answers. */
export function listWebhooks({ world, query }: ControlRequest): ControlReply {
  return answerWith(world.webhooks.log.after(afterSeq(query)));
}

/** `GET /sim/commands?after=`: every REST request that changes something. */
export function listCommands(
  commands: RingLog<CommandLogRow>,
): (request: ControlRequest) => ControlReply {
  return ({ query }) => answerWith(commands.after(afterSeq(query)));
}
