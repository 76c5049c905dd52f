import { inBackground } from '../background.ts';
import { wait } from '../clock.ts';
import type { World } from '../world.ts';
import { markAnswered } from './answering.ts';
import type { CalleeBehaviour } from './callee-book.ts';
import { endLeg, partyHangup } from './ending.ts';
import { receiveDigit } from './gather.ts';
import { setLegTimer } from './leg.ts';
import type { Ending, Leg, PersonRecord, ScriptItem } from './leg.ts';
import { beginUtterance, endUtterance, listenersOf, writeDownFor } from './utterance.ts';

/** A script that waits for an assistant goes on by itself after this. */
const AWAIT_AI_TIMEOUT_MS = 60_000;
const VOICEMAIL_BEEP = { hz: 1000, durationMs: 500 };

function recordOf(leg: Leg): PersonRecord | null {
  return leg.party.kind === 'person' ? leg.party.record : null;
}

/** The person says a sentence. Persons who hear it have it in their transcripts. */
export async function say(world: World, leg: Leg, text: string, voice?: string): Promise<void> {
  const record = recordOf(leg);
  if (record === null || leg.state !== 'answered') return;
  record.spoken.push(text);
  writeDownFor(listenersOf(leg), text);
  const source = { kind: 'speech', text } as const;
  const sound = world.media.speakAs(leg.id, voice === undefined ? source : { ...source, voice });
  const before = record.utterances;
  const told = tellUtterance(world, leg, text, before, sound);
  record.utterances = told.catch(() => undefined);
  await told;
}

/** A sentence begins to sound when those before it have ended. */
async function tellUtterance(
  world: World,
  leg: Leg,
  text: string,
  before: Promise<void>,
  sound: Promise<'completed' | 'cancelled'>,
): Promise<void> {
  await before;
  beginUtterance(leg);
  let how: 'completed' | 'cancelled' = 'cancelled';
  try {
    how = await sound;
  } finally {
    endUtterance(world, leg, how === 'completed' ? text : null);
  }
}

/** A script waits until an assistant has spoken and waits for the person, or for `timeoutMs`. */
async function awaitAssistant(world: World, leg: Leg, timeoutMs: number): Promise<void> {
  if (leg.ai?.isWaiting() === true || leg.state !== 'answered') return;
  await new Promise<void>((resolve) => {
    setLegTimer(world.clock, leg, timeoutMs, resolve);
    leg.whenAiWaits.push(resolve);
    leg.whenEnded.push(resolve);
  });
}

/** The person presses keys: heard on the bridge, and a webhook for each. */
export async function pressKeys(world: World, leg: Leg, digits: string): Promise<void> {
  if (leg.state !== 'answered') return;
  for (const digit of digits) receiveDigit(world, leg, digit);
  await world.media.dtmfAs(leg.id, digits);
}

/** A steady tone out of the person's mouth, in place of what it was saying. 0 Hz is silence. */
export function sendTone(
  world: World,
  leg: Leg,
  hz: number,
  durationMs?: number,
): Promise<unknown> {
  world.media.stopSpeakingAs(leg.id);
  if (hz === 0) return Promise.resolve();
  const tone = { kind: 'tone', hz } as const;
  return world.media.speakAs(leg.id, durationMs === undefined ? tone : { ...tone, durationMs });
}

export function hangUpAsPerson(world: World, leg: Leg): void {
  endLeg(world, leg, partyHangup(leg), true);
}

async function runItem(world: World, leg: Leg, item: ScriptItem): Promise<void> {
  if ('say' in item) await say(world, leg, item.say, item.voice);
  else if ('wait_ms' in item) await wait(world.clock, item.wait_ms);
  else if ('dtmf' in item) await pressKeys(world, leg, item.dtmf);
  else if ('tone_hz' in item) await sendTone(world, leg, item.tone_hz, item.duration_ms);
  else if ('await_ai' in item) {
    await awaitAssistant(world, leg, item.timeout_ms ?? AWAIT_AI_TIMEOUT_MS);
  } else hangUpAsPerson(world, leg);
}

async function runScript(world: World, leg: Leg, script: ScriptItem[]): Promise<void> {
  for (const item of script) {
    if (leg.state !== 'answered') return;
    await runItem(world, leg, item);
  }
}

function voicemailScript(number: string): ScriptItem[] {
  const spelled = [...number.slice(-4)].join(' ');
  return [
    { say: `You have reached the voicemail of ${spelled}. Please leave a message after the tone.` },
    { tone_hz: VOICEMAIL_BEEP.hz, duration_ms: VOICEMAIL_BEEP.durationMs },
  ];
}

function calleeSmallTalk(): ScriptItem[] {
  return [
    { say: 'Hello, who is calling please?' },
    { wait_ms: 4000 },
    { say: 'Yes, I can hear you well.' },
    { wait_ms: 8000 },
    { say: 'Thank you. I will stay on the line.' },
  ];
}

function callerSmallTalk(name: string): ScriptItem[] {
  const introduction = name === '' ? 'Hello.' : `Hello, this is ${name}.`;
  return [
    { say: `${introduction} Can you hear me?` },
    { wait_ms: 4000 },
    { say: 'I would like to book a visit, please.' },
    { wait_ms: 8000 },
    { say: 'Thank you. I will stay on the line.' },
  ];
}

/** Once connected, a person sends its tone or follows its script. */
export function comeAlive(world: World, leg: Leg): void {
  const record = recordOf(leg);
  if (record === null) return;
  if (record.toneHz !== null) {
    inBackground(sendTone(world, leg, record.toneHz), 'a tone');
    if (record.script === null) return;
  }
  const fallback = leg.origin === 'outside' ? callerSmallTalk(leg.callerIdName) : calleeSmallTalk();
  inBackground(runScript(world, leg, record.script ?? fallback), 'a script');
}

/** How a dialled number ends a call that it does not take. */
const REFUSALS: { [Name in CalleeBehaviour['behaviour']]?: Ending } = {
  busy: { cause: 'user_busy', source: 'callee', sipCause: '486' },
  reject: { cause: 'call_rejected', source: 'callee', sipCause: '603' },
  no_answer: { cause: 'no_answer', source: 'callee', sipCause: '480' },
};

/** A dialled person reacts as its number is set to. */
export function reactToRinging(world: World, leg: Leg, callee: CalleeBehaviour): void {
  const record = recordOf(leg);
  if (record === null || callee.behaviour === 'manual') return;
  if (callee.behaviour === 'no_answer' && callee.afterMs === 0) return;
  setLegTimer(world.clock, leg, callee.afterMs, () => {
    const refusal = REFUSALS[callee.behaviour];
    if (refusal) {
      endLeg(world, leg, refusal, true);
      return;
    }
    if (callee.behaviour === 'voicemail') record.script ??= voicemailScript(leg.to);
    markAnswered(world, leg);
  });
}
