import { guarded, nameOf, prettyNumber, sim } from './api.js';
import { refreshCalls, useMicrophone } from './calls.js';
import { openMicrophone } from './microphone.js';

const callForm = document.querySelector('#call-form');
const calleeForm = document.querySelector('#callee-form');
const callees = document.querySelector('#callees');
const BEHAVIOURS = new Map(
  [...calleeForm.elements.behaviour.options].map(({ value, text }) => [value, text]),
);

/** Shows the fields that fit the chosen caller and voice. */
function fitCallForm() {
  const { caller, voice } = callForm.elements;
  document.querySelector('#other-caller').hidden = caller.value !== 'other';
  for (const field of callForm.querySelectorAll('[data-voice]')) {
    field.hidden = field.dataset.voice !== voice.value;
  }
}

function readCaller({ caller, other_number: number, other_name: name }) {
  if (caller.value === 'other')
    return { from: number.value.trim(), caller_name: name.value.trim() };
  const [from, callerName] = caller.value.split('|');
  return { from, caller_name: callerName };
}

function readVoice({ voice, script, tone }) {
  if (voice.value === 'tone') return { tone_hz: Number(tone.value), script: [] };
  if (voice.value === 'microphone') return { script: [] };
  const sentences = script.value
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return { script: sentences.flatMap((say) => [{ say }, { wait_ms: 1500 }]) };
}

async function placeCall() {
  const { elements } = callForm;
  const isLive = elements.voice.value === 'microphone';
  // Asked for first: the call is not placed when the microphone is refused.
  if (isLive) await openMicrophone();
  const call = { ...readCaller(elements), to: elements.to.value, ...readVoice(elements) };
  const { id } = await sim('POST', '/calls', call);
  await refreshCalls();
  if (isLive) await useMicrophone(id);
}

async function refreshCallees() {
  const items = (await sim('GET', '/callees')).map(({ number, behaviour }) => {
    const item = document.createElement('li');
    const text = document.createElement('span');
    text.textContent = `${nameOf(number) || prettyNumber(number)}: ${BEHAVIOURS.get(behaviour) ?? behaviour}`;
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'chip';
    remove.textContent = 'Undo';
    remove.setAttribute('aria-label', `Undo for ${prettyNumber(number)}`);
    remove.addEventListener(
      'click',
      guarded(async () => {
        await sim('DELETE', `/callees/${encodeURIComponent(number)}`);
        await refreshCallees();
      }),
    );
    item.append(text, remove);
    return item;
  });
  callees.replaceChildren(...items);
}

async function setCallee() {
  const { number, behaviour } = calleeForm.elements;
  const path = `/callees/${encodeURIComponent(number.value.trim())}`;
  await sim('PUT', path, { behaviour: behaviour.value });
  await refreshCallees();
}

async function fillNumbers() {
  const numbers = await sim('GET', '/numbers');
  const options = numbers.map(
    ({ phone_number: number }) => new Option(prettyNumber(number), number),
  );
  callForm.elements.to.replaceChildren(...options);
}

export async function startForms() {
  callForm.addEventListener('change', fitCallForm);
  callForm.addEventListener('submit', guarded(placeCall));
  calleeForm.addEventListener('submit', guarded(setCallee));
  fitCallForm();
  await Promise.all([fillNumbers(), refreshCallees()]);
}

export { refreshCallees };
