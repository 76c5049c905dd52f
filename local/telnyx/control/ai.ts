import type { Conversation, ConversationMessage } from '../ai/conversation.ts';
import { isoTime } from '../clock.ts';
import type { World } from '../world.ts';
import type { Leg } from '../world/leg.ts';
import { hearWords } from '../world/utterance.ts';
import { answerWith, controlError } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';
import { textField } from './fields.ts';
import { afterSeq } from './logs.ts';

function messageView(message: ConversationMessage): object {
  const at = isoTime(message.createdAtMs);
  if (message.role === 'tool') {
    const { id, name, arguments: args, result, failed, answeredAtMs } = message;
    const isRunning = answeredAtMs === null;
    return { role: 'tool', at, id, name, arguments: args, result, failed, is_running: isRunning };
  }
  const { role, text, sentAtMs, isFiller = false } = message;
  return { role, at, text, is_spoken: sentAtMs !== null, is_filler: isFiller };
}

function legOf(world: World, { id }: Conversation): Leg | undefined {
  return world.legs.live().find(({ ai }) => ai?.conversation.id === id);
}

function stateOf(world: World, conversation: Conversation): string {
  if (conversation.endedAtMs !== null) return 'ended';
  const session = legOf(world, conversation)?.ai;
  if (session === undefined || session === null) return 'chat';
  if (session.isWaiting()) return 'waiting';
  return session.voice.isSpeaking() ? 'speaking' : 'busy';
}

function view(world: World, conversation: Conversation): object {
  const { endedAtMs, assistantId } = conversation;
  const assistant = world.account.assistants.get(assistantId ?? '');
  return {
    id: conversation.id,
    name: conversation.name,
    state: stateOf(world, conversation),
    reason: conversation.reason,
    assistant_id: assistantId,
    assistant_name: assistant?.['name'] ?? null,
    call_control_id: conversation.callControlId,
    metadata: conversation.metadata,
    created_at: isoTime(conversation.createdAtMs),
    ended_at: endedAtMs === null ? null : isoTime(endedAtMs),
    messages: conversation.messages.map(messageView),
    insights: conversation.insights?.results ?? null,
  };
}

const noSuch = (): ControlReply => controlError('not_found', 'There is no such conversation.');

/** `GET /sim/ai/conversations`: of calls and chats, oldest first. */
export function listAiConversations({ world }: ControlRequest): ControlReply {
  return answerWith(world.ai.conversations.all().map((each) => view(world, each)));
}

export function getAiConversation({ world, params }: ControlRequest): ControlReply {
  const conversation = world.ai.conversations.get(params[0] ?? '');
  return conversation === undefined ? noSuch() : answerWith(view(world, conversation));
}

/** `GET /sim/ai/tool-calls?after=`: every request of a webhook tool, as it was sent and answered. */
export function listToolCalls({ world, query }: ControlRequest): ControlReply {
  return answerWith(world.ai.toolCalls.after(afterSeq(query)));
}

function kill(leg: Leg | undefined): ControlReply {
  if (leg === undefined || leg.ai === null) {
    return controlError('not_in_this_state', 'There is no assistant on this call.');
  }
  leg.ai.end('error');
  return answerWith({ ok: true });
}

/** `POST /sim/ai/conversations/:id/kill`: the assistant dies; its call stays up. */
export function killConversation({ world, params }: ControlRequest): ControlReply {
  const conversation = world.ai.conversations.get(params[0] ?? '');
  return conversation === undefined ? noSuch() : kill(legOf(world, conversation));
}

function anyLeg(world: World, id: string): Leg | undefined {
  return world.legs.byId(id) ?? world.legs.byCallControlId(id);
}

/** `POST /sim/calls/:id/ai/kill`. */
export function killOnCall({ world, params }: ControlRequest): ControlReply {
  const leg = anyLeg(world, params[0] ?? '');
  if (leg === undefined) return controlError('not_found', 'There is no such call.');
  return kill(leg);
}

/**
 * `POST /sim/legs/:call_control_id/actions {type: 'say', text}`: what somebody at a browser says, in
 * words. Its sound is the browser's own; this is for transcripts and transcriptions.
 */
export function actOnLeg({ world, params, body }: ControlRequest): ControlReply {
  const leg = anyLeg(world, params[0] ?? '');
  if (leg === undefined) return controlError('not_found', 'There is no such leg.');
  if (body['type'] !== 'say') return controlError('invalid_field', "'type' must be: say.");
  const text = textField(body['text'], 'text');
  if (!text.ok) return controlError('invalid_field', text.message);
  if (leg.party.kind !== 'browser') {
    return controlError('not_in_this_state', 'This leg is a person: use /sim/calls/:id/actions.');
  }
  if (leg.state !== 'answered') {
    return controlError('not_in_this_state', `The call is ${leg.state}, not answered.`);
  }
  hearWords(world, leg, text.value);
  return answerWith({ ok: true });
}
