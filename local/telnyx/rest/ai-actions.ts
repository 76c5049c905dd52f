import { addSpoken } from '../ai/dialogue.ts';
import { asObject, asText } from '../ai/json-fields.ts';
import { startAssistant } from '../ai/start-assistant.ts';
import { missingParameter, resourceNotFound, unprocessable, wrongType } from '../telnyx-error.ts';
import { isTaken } from '../world/bridging.ts';
import { legAction } from './leg-action.ts';
import { readAssistant, readMessages } from './read-assistant.ts';
import { done, refuse } from './reply.ts';

const ALREADY_ACTIVE = unprocessable('An AI assistant is already active on this call.');
const NOT_ACTIVE = unprocessable('There is no AI assistant on this call.');
const IS_BRIDGED = unprocessable('The call is bridged; an AI assistant cannot be started on it.');
const COULD_NOT_START = unprocessable('The AI assistant could not be started.');

/** An answered leg that talks with nobody gets an assistant. */
export const aiAssistantStart = legAction('answered', ({ world, leg, body, reader }) => {
  const start = readAssistant(world, body, reader);
  if (start === null || reader.refusals.length > 0) return refuse(...reader.refusals);
  if (leg.ai !== null) return refuse(ALREADY_ACTIVE);
  if (isTaken(leg)) return refuse(IS_BRIDGED);
  if (world.faults.refusesStart()) return refuse(COULD_NOT_START);
  return done({ conversation_id: startAssistant(world, leg, start) });
});

export const aiAssistantStop = legAction('answered', ({ leg }) => {
  if (leg.ai === null) return refuse(NOT_ACTIVE);
  leg.ai.end('stopped');
  return done();
});

export const aiAssistantAddMessages = legAction('answered', ({ leg, body, reader }) => {
  const { ai } = leg;
  const messages = readMessages(body['messages'], '/messages', reader);
  const asksForAnswer = reader.flag('trigger_response', false);
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  if (ai === null) return refuse(NOT_ACTIVE);
  for (const { role, text } of messages) addSpoken(ai, role, text, { isSent: true });
  if (asksForAnswer) ai.request('system');
  return done();
});

const ON_HANGUP = ['continue_conversation', 'end_conversation'] as const;

/**
 * This leg joins a conversation: its party hears the assistant and the caller, and both hear it.
 * The simulator takes one participant beside the caller.
 */
export const aiAssistantJoin = legAction('answered', ({ world, leg, body, reader }) => {
  const conversationId = reader.requiredText('conversation_id');
  const participant = asObject(body['participant']);
  const participantId = asText(participant['id']);
  if (participantId === null) reader.refuse(missingParameter('/participant/id'));
  else if (participantId !== leg.callControlId) {
    reader.refuse(wrongType('/participant/id', 'the call_control_id of this call'));
  }
  if (participant['role'] !== 'user') reader.refuse(wrongType('/participant/role', "'user'"));
  const onHangup = participant['on_hangup'] ?? 'continue_conversation';
  if (!ON_HANGUP.some((known) => known === onHangup)) {
    reader.refuse(wrongType('/participant/on_hangup', ON_HANGUP.join(' or ')));
  }
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  const session = world.legs.live().find(({ ai }) => ai?.conversation.id === conversationId)?.ai;
  if (session === undefined || session === null) {
    return refuse(resourceNotFound('There is no such conversation on a call.'));
  }
  if (leg.ai !== null) return refuse(ALREADY_ACTIVE);
  if (isTaken(leg)) return refuse(IS_BRIDGED);
  if (session.participants.length > 0) {
    return refuse(unprocessable('The simulator takes one participant beside the caller.'));
  }
  session.join({ leg, endsConversation: onHangup === 'end_conversation' });
  return done({ conversation_id: conversationId });
});
