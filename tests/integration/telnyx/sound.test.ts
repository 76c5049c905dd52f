import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTelnyxSimulator } from '../../../local/telnyx/simulator.ts';
import { CONNECTION_ID, JOHN, MAIN_NUMBER, MARIA, until } from './harness.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

interface PersonView {
  heard: { tones_hz: number[] };
  call_control_id: string;
}

/** The whole simulator with its real media engine and signalling: nothing is stood in for. */
test('each of two bridged persons hears the tone of the other, and only that', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'telnyx-simulator-'));
  const app = await startWebhookReceiver();
  const simulator = await startTelnyxSimulator({
    port: 0,
    dataDir,
    webhookUrl: app.url,
    connectionId: CONNECTION_ID,
  });
  const send = async <Body>(method: string, path: string, body?: object): Promise<Body> => {
    const response = await fetch(simulator.url + path, {
      method,
      headers: { authorization: `Bearer ${simulator.apiKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Body;
  };
  const person = (id: string) => send<PersonView>('GET', `/sim/calls/${id}`);

  await send('PUT', `/sim/callees/${encodeURIComponent(JOHN)}`, { after_ms: 100, tone_hz: 1000 });
  const call = { from: MARIA, to: MAIN_NUMBER, tone_hz: 440 };
  const { id: callerId } = await send<{ id: string }>('POST', '/sim/calls', call);
  const { call_control_id: callControlId } = await person(callerId);
  await send('POST', `/v2/calls/${encodeURIComponent(callControlId)}/actions/answer`, {});
  const dialled = await send<{ data: { call_leg_id: string } }>('POST', '/v2/calls', {
    connection_id: CONNECTION_ID,
    from: MAIN_NUMBER,
    to: JOHN,
    link_to: callControlId,
    bridge_on_answer: true,
  });
  const tonesAt = async (id: string, hz: number) => {
    const { tones_hz: tones } = (await person(id)).heard;
    return tones.length === 1 && tones[0] === hz;
  };
  const atJohn = until('John to hear 440 Hz', () => tonesAt(dialled.data.call_leg_id, 440));
  expect(await atJohn).toBe(true);
  expect(await until('Maria to hear 1000 Hz', () => tonesAt(callerId, 1000))).toBe(true);

  await simulator.stop();
  await app.stop();
  await rm(dataDir, { recursive: true, force: true });
});
