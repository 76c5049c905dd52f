import type { OwnEvent } from './call-events.ts';
import type { Forward } from './call-state.ts';
import { DEFAULT_MESSAGES } from './line-words.ts';
import type { RingPolicy } from './ring-policy.ts';

/** The caller is to hear the line's message and be hung up; the same decision always has the same id. */
export function messageBegan(
  callId: string,
  now: string,
  ring: RingPolicy,
  reason: 'closed_message' | 'unanswered_message' | 'forward_unanswered',
  because: Forward['because'] = reason === 'closed_message' ? 'closed' : 'unanswered',
): OwnEvent {
  const { language } = ring;
  const own = because === 'closed' ? ring.closedMessage : ring.unansweredMessage;
  const other = reason === 'forward_unanswered' ? ring.unansweredMessage : null;
  const text = own ?? other ?? DEFAULT_MESSAGES[because][language];
  const id = `${callId}:message_began`;
  return { id, type: 'message.began', occurredAt: now, text, language, reason };
}

/** The call is to go to the owner's mobile; whether it may is asked next. */
export function forwardWanted(
  callId: string,
  now: string,
  forward: { to: string; because: Forward['because'] },
): OwnEvent {
  return { id: `${callId}:forward_wanted`, type: 'forward.wanted', occurredAt: now, ...forward };
}
