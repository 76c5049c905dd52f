import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTelnyxSimulator } from '../../../local/telnyx/simulator.ts';
import { CONNECTION_ID, MAIN_NUMBER, until } from './harness.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

export interface PersonView {
  state: string;
  heard: { tones_hz: number[]; dtmf: string };
  call_control_id: string;
}

export interface SoundParty {
  id: string;
  callControlId: string;
}

export interface SoundHarness {
  send<Body>(method: string, path: string, body?: object): Promise<Body>;
  command(callControlId: string, action: string, body?: object): Promise<unknown>;
  person(id: string): Promise<PersonView>;
  /** An answered outside caller who sends a tone. */
  caller(from: string, toneHz: number): Promise<SoundParty>;
  /** A number that we dial, which answers soon and sends a tone. */
  dial(to: string, toneHz: number, fields?: object): Promise<SoundParty>;
  /** Waits until these tones, and no others, are what the party hears. */
  hears(party: SoundParty, ...tonesHz: number[]): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The whole simulator with its real media engine and signalling: nothing is stood in for. */
export async function startSoundHarness(): Promise<SoundHarness> {
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
  const command = (callControlId: string, action: string, body: object = {}) =>
    send('POST', `/v2/calls/${encodeURIComponent(callControlId)}/actions/${action}`, body);
  return {
    send,
    command,
    person,
    async caller(from, toneHz) {
      const call = { from, to: MAIN_NUMBER, tone_hz: toneHz };
      const { id } = await send<{ id: string }>('POST', '/sim/calls', call);
      const { call_control_id: callControlId } = await person(id);
      await command(callControlId, 'answer');
      return { id, callControlId };
    },
    async dial(to, toneHz, fields = {}) {
      const behaviour = { after_ms: 100, tone_hz: toneHz };
      await send('PUT', `/sim/callees/${encodeURIComponent(to)}`, behaviour);
      const { data } = await send<{ data: { call_leg_id: string; call_control_id: string } }>(
        'POST',
        '/v2/calls',
        { connection_id: CONNECTION_ID, from: MAIN_NUMBER, to, ...fields },
      );
      await until(
        `${to} to answer`,
        async () => (await person(data.call_leg_id)).state === 'answered',
      );
      return { id: data.call_leg_id, callControlId: data.call_control_id };
    },
    async hears(party, ...tonesHz) {
      let last: number[] = [];
      const isHeard = async (): Promise<boolean> => {
        last = (await person(party.id)).heard.tones_hz.toSorted((a, b) => a - b);
        return last.join(' ') === tonesHz.join(' ');
      };
      await until(`${tonesHz.join(', ')} Hz`, isHeard).catch((cause: unknown) => {
        throw new Error(`heard ${last.join(', ')} Hz`, { cause });
      });
    },
    async [Symbol.asyncDispose]() {
      await simulator.stop();
      await app.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
