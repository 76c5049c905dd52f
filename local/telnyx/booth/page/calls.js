import { announce, guarded, nameOf, prettyNumber, sim } from './api.js';
import { connectionText, showAssistant } from './assistant.js';
import { connectMicrophone, openMicrophone } from './microphone.js';

const KEYS = '123456789*0#';
const TONE_HZ = 440;
const LOUD_RMS = 6000;

const list = document.querySelector('#calls');
const empty = document.querySelector('#no-calls');
const template = document.querySelector('#call-template');
const cards = new Map();

function part(card, name) {
  return card.element.querySelector(`[data-part="${name}"]`);
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function outsideNumber(call) {
  return call.direction === 'inbound' ? call.from : call.to;
}

function titleOf(call) {
  const number = outsideNumber(call);
  const name = call.direction === 'inbound' ? call.caller_name : nameOf(number);
  return (
    name || nameOf(number) || (number === 'anonymous' ? 'Number withheld' : prettyNumber(number))
  );
}

function clockText(sinceIso) {
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(sinceIso)) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function act(card, action) {
  return sim('POST', `/calls/${card.id}/actions`, action);
}

function press(button, isPressed) {
  button.setAttribute('aria-pressed', String(isPressed));
}

/** Talks into the call with the page's microphone. */
export async function useMicrophone(callId) {
  await openMicrophone();
  const card = cards.get(callId) ?? (await refreshCalls(), cards.get(callId));
  if (card === undefined || card.microphone !== null) return;
  const button = card.element.querySelector('[data-act="microphone"]');
  card.microphone = connectMicrophone(callId, () => {
    card.microphone = null;
    press(button, false);
  });
  press(button, true);
}

const BUTTONS = {
  answer: (card) => act(card, { type: 'answer' }).then(() => useMicrophone(card.id)),
  reject: (card) => act(card, { type: 'reject' }),
  hangup: (card) => act(card, { type: 'hangup' }),
  'kill-ai': (card) => sim('POST', `/calls/${card.id}/ai/kill`),
  async microphone(card) {
    if (card.microphone === null) await useMicrophone(card.id);
    else card.microphone.stop();
  },
  async tone(card, button) {
    card.isTone = !card.isTone;
    await act(card, { type: 'tone', tone_hz: card.isTone ? TONE_HZ : 0 });
    press(button, card.isTone);
  },
};

function createCard(call) {
  const element = template.content.firstElementChild.cloneNode(true);
  const card = { id: call.id, element, microphone: null, isTone: false, words: 0 };
  for (const button of element.querySelectorAll('[data-act]')) {
    button.addEventListener(
      'click',
      guarded(async () => {
        await BUTTONS[button.dataset.act](card, button);
        await refreshCalls();
      }),
    );
  }
  const say = element.querySelector('.say');
  say.addEventListener(
    'submit',
    guarded(async () => {
      const { text } = say.elements;
      if (text.value.trim() === '') return;
      await act(card, { type: 'say', text: text.value });
      text.value = '';
    }),
  );
  for (const key of KEYS) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'key';
    button.textContent = key;
    button.addEventListener(
      'click',
      guarded(() => act(card, { type: 'dtmf', digits: key })),
    );
    element.querySelector('.keys').append(button);
  }
  list.append(element);
  cards.set(call.id, card);
  announce(`${titleOf(call)}: ${call.direction === 'inbound' ? 'calling' : 'being called'}`);
  return card;
}

function showWords(card, call) {
  const lines = [
    ...call.transcript.map((text) => ['Heard', text]),
    ...call.spoken.map((text) => ['Said', text]),
  ];
  if (card.words === lines.length) return;
  card.words = lines.length;
  const items = lines.map(([who, text]) => {
    const item = document.createElement('li');
    const label = document.createElement('b');
    label.textContent = `${who}: `;
    item.append(label, text);
    return item;
  });
  part(card, 'words').replaceChildren(...items);
}

function updateCard(card, call) {
  const { element } = card;
  element.dataset.state = call.state;
  setText(part(card, 'name'), titleOf(call));
  const way = call.direction === 'inbound' ? 'calls' : 'is called from';
  const ours = call.direction === 'inbound' ? call.to : call.from;
  setText(part(card, 'line'), `${prettyNumber(outsideNumber(call))} ${way} ${prettyNumber(ours)}`);
  const isAnswered = call.state === 'answered';
  setText(part(card, 'state'), isAnswered ? clockText(call.answered_at) : 'Ringing');
  const isRungByApp = !isAnswered && call.direction === 'outbound';
  part(card, 'ringing').hidden = !isRungByApp;
  part(card, 'hangup').hidden = isRungByApp;
  part(card, 'talking').hidden = !isAnswered;
  const connected = part(card, 'connected');
  const isConnected = call.bridged_to.length > 0 || call.ai !== null || call.supervises !== null;
  connected.dataset.on = String(isConnected && call.conference?.held !== true);
  setText(connected, connectionText(call, prettyNumber));
  const level = Math.min(100, Math.round((call.heard.rms / LOUD_RMS) * 100));
  const meter = part(card, 'meter');
  meter.setAttribute('aria-valuenow', String(level));
  meter.firstElementChild.style.width = `${level}%`;
  showWords(card, call);
}

/** Brings the cards up to date with the calls that are going on. */
export async function refreshCalls() {
  const calls = await sim('GET', '/calls?active=true');
  const alive = new Set(calls.map(({ id }) => id));
  for (const [id, card] of cards) {
    if (alive.has(id)) continue;
    card.microphone?.stop();
    card.element.remove();
    cards.delete(id);
    announce('A call has ended');
  }
  const shown = calls.map((call) => {
    const card = cards.get(call.id) ?? createCard(call);
    updateCard(card, call);
    return showAssistant(card, call);
  });
  await Promise.all(shown);
  empty.hidden = calls.length > 0;
  const isRung = calls.some(
    ({ state, direction }) => state === 'ringing' && direction === 'outbound',
  );
  document.title = isRung ? '☎ Ringing · Phone booth' : 'Phone booth';
}
