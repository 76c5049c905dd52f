import { isoTime } from '../clock.ts';
import { newUuid } from '../ids.ts';
import { createRingLog } from '../ring-log.ts';
import type { RingLog } from '../ring-log.ts';
import { answerWith, controlError } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';
import { textField } from './fields.ts';

export interface TextMessage {
  seq: number;
  id: string;
  direction: 'inbound' | 'outbound';
  from: string;
  to: string;
  text: string;
  at: string;
  /** Messaging is not simulated yet: an outside text is kept, but no webhook tells the app. */
  delivered_to_app: false;
}

const KEPT_MESSAGES = 1000;

export interface Messages {
  post(request: ControlRequest): ControlReply;
  list(request: ControlRequest): ControlReply;
  clear(): void;
}

export function createMessages(): Messages {
  const log: RingLog<TextMessage> = createRingLog<TextMessage>(KEPT_MESSAGES);
  return {
    post({ world, body }) {
      const { from, to } = body;
      if (typeof from !== 'string' || typeof to !== 'string') {
        return controlError('invalid_field', "'from' and 'to' must be texts.");
      }
      const text = textField(body['text'], 'text');
      if (!text.ok) return controlError('invalid_field', text.message);
      if (world.account.numberByE164(to) === null) {
        return controlError('number_not_ours', `${to} is not one of our numbers.`);
      }
      const row = log.append({
        id: newUuid(),
        direction: 'inbound',
        from,
        to,
        text: text.value,
        at: isoTime(world.clock.now()),
        delivered_to_app: false,
      });
      world.live.notify('message', row);
      return answerWith(row, 202);
    },
    list: ({ query }) => answerWith(log.after(Number(query.get('after') ?? 0))),
    clear: () => log.clear(),
  };
}
