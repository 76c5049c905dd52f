import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTelnyxSimulator } from '../../../local/telnyx/simulator.ts';
import type { TelnyxSimulator } from '../../../local/telnyx/simulator.ts';
import { createFakeBrain, say } from './fake-brain.ts';
import type { FakeBrain } from './fake-brain.ts';
import { CONNECTION_ID, MAIN_NUMBER, MARIA, until as untilSoon } from './harness.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';
import type { WebhookReceiver } from './webhook-receiver.ts';

/** The whole simulator with its real sound; only the brain does what the test says. */
let simulator: TelnyxSimulator;
let app: WebhookReceiver;
let brain: FakeBrain;
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'telnyx-simulator-'));
  app = await startWebhookReceiver();
  brain = createFakeBrain();
  simulator = await startTelnyxSimulator({
    port: 0,
    dataDir,
    webhookUrl: app.url,
    connectionId: CONNECTION_ID,
    mind: brain,
  });
});
afterEach(async () => {
  await simulator.stop();
  await app.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Speech takes as long as it takes, and is rendered on whatever the machine has left. */
const PATIENCE_MS = 30_000;

function until(what: string, read: () => boolean | Promise<boolean>): Promise<boolean> {
  return untilSoon(what, read, PATIENCE_MS);
}

interface PersonView {
  call_control_id: string;
  heard: { rms: number; longest_silence_ms: number; silence_now_ms: number };
  transcript: string[];
  spoken: string[];
}

async function send<Body>(method: string, path: string, body?: object): Promise<Body> {
  const response = await fetch(simulator.url + path, {
    method,
    headers: { authorization: `Bearer ${simulator.apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Body;
}

const person = (id: string) => send<PersonView>('GET', `/sim/calls/${id}`);

async function callAssistant(assistant: object, script: object[]): Promise<string> {
  const fields = { name: 'Maple', instructions: 'Answer.', ...assistant };
  const { id: assistantId } = await send<{ id: string }>('POST', '/v2/ai/assistants', fields);
  const call = { from: MARIA, to: MAIN_NUMBER, script };
  const { id } = await send<{ id: string }>('POST', '/sim/calls', call);
  const { call_control_id: callControlId } = await person(id);
  const path = `/v2/calls/${encodeURIComponent(callControlId)}/actions/answer`;
  await send('POST', path, { assistant: { id: assistantId } });
  return id;
}

const SPEECH_RMS = 1000;

test.each(['en', 'fr', 'es'] as const)('an assistant is heard in %s', async (language) => {
  const greeting = { en: 'Hello, who is there?', fr: 'Bonjour, qui est là ?', es: '¿Quién habla?' };
  const assistant = { greeting: greeting[language], transcription: { language } };
  const id = await callAssistant(assistant, []);
  await until('speech', async () => (await person(id)).heard.rms > SPEECH_RMS);
  expect((await person(id)).transcript).toEqual([greeting[language]]);
});

test('a caller never hears silence under an assistant with a room, and does when it is gone', async () => {
  brain.think(({ step }) => (step === 0 ? say('Nine is free.') : { kind: 'wait' }));
  const office = { type: 'predefined_media', value: 'office', volume: 0.1 };
  const voice = { voice: 'Telnyx.NaturalHD.astra', background_audio: office };
  const script = [{ await_ai: true }, { say: 'When?' }, { await_ai: true }];
  const id = await callAssistant({ greeting: 'Hello.', voice_settings: voice }, script);
  await until('the answer', async () => (await person(id)).transcript.length === 2);
  const during = await person(id);
  expect(during.heard.longest_silence_ms).toBeLessThan(1000);
  await send('POST', `/sim/calls/${id}/ai/kill`);
  await until('silence', async () => (await person(id)).heard.silence_now_ms > 500);
});

test('a caller who talks over the assistant is not heard out to the end of it', async () => {
  const greeting = 'This is a long greeting. It has many sentences. They go on. Nobody waits.';
  const id = await callAssistant({ greeting }, [
    { wait_ms: 600 },
    { say: 'Stop it at once, please.' },
  ]);
  await until('the brain', () => brain.asked.length > 0);
  const { transcript } = await person(id);
  expect(greeting.startsWith(transcript[0] ?? '?')).toBe(true);
  expect(transcript[0]).not.toBe(greeting);
});
