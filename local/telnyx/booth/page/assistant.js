import { sim } from './api.js';

const SPEAKERS = { user: 'Caller', assistant: 'AI', system: 'Note' };

const SUPERVISORS = {
  monitor: 'Listens in on a call, heard by nobody',
  whisper: 'Listens in on a call, heard by one of them alone',
  barge: 'Listens in on a call, heard by all',
};

function toolLine({ name, is_running: isRunning, failed, result }) {
  if (isRunning) return ['Tool', `${name} …`];
  return ['Tool', failed ? `${name}: failed` : `${name}: ${JSON.stringify(result)}`];
}

function lineOf(message) {
  if (message.role === 'tool') return toolLine(message);
  return [SPEAKERS[message.role], message.text];
}

function itemOf([who, text]) {
  const item = document.createElement('li');
  const label = document.createElement('b');
  label.textContent = `${who}: `;
  item.append(label, text);
  return item;
}

/** Shows what the caller and the assistant say, while it is said; it stays when the AI is gone. */
export async function showAssistant(card, call) {
  const { element } = card;
  const panel = element.querySelector('[data-part="ai"]');
  card.conversation = call.ai?.conversation_id ?? card.conversation;
  panel.hidden = card.conversation === undefined;
  element.querySelector('[data-act="kill-ai"]').hidden = call.ai === null;
  if (card.conversation === undefined) return;
  let conversation;
  try {
    conversation = await sim('GET', `/ai/conversations/${card.conversation}`);
  } catch {
    // A reset has forgotten it.
    card.conversation = undefined;
    panel.hidden = true;
    return;
  }
  const lines = conversation.messages.filter((message) => message.is_spoken !== false).map(lineOf);
  const shown = JSON.stringify(lines);
  if (card.aiLines === shown) return;
  card.aiLines = shown;
  element.querySelector('[data-part="ai-words"]').replaceChildren(...lines.map(itemOf));
}

function partyName(address, prettyNumber) {
  return address.startsWith('sip:') ? 'a browser of the business' : prettyNumber(address);
}

function conferenceText({ conference, bridged_to: others }, prettyNumber) {
  if (conference.held) return 'On hold, hears music';
  if (others.length === 0) return 'Alone in a conference';
  const names = others.map((address) => partyName(address, prettyNumber)).join(', ');
  return `In a conference with ${names}${conference.muted ? '; muted' : ''}`;
}

/** Whom an answered call is connected with, in words. */
export function connectionText(call, prettyNumber) {
  if (call.supervises !== null) return SUPERVISORS[call.supervises.role];
  if (call.conference !== null) return conferenceText(call, prettyNumber);
  const [partner] = call.bridged_to;
  if (partner?.startsWith('sip:') === true) return 'Connected with a browser of the business';
  if (partner !== undefined) return `Connected with ${prettyNumber(partner)}`;
  if (call.ai !== null) return `Talks with the AI, ${call.ai.assistant_name}`;
  return 'Answered, connected with nobody';
}
