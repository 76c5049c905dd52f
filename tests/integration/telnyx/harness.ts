import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTelnyxSimulator } from '../../../local/telnyx/simulator.ts';
import type { TelnyxSimulator } from '../../../local/telnyx/simulator.ts';
import { createFakeBrain } from './fake-brain.ts';
import type { FakeBrain } from './fake-brain.ts';
import { createFakeGateway } from './fake-gateway.ts';
import type { FakeGateway } from './fake-gateway.ts';
import { createFakeMedia } from './fake-media.ts';
import type { FakeMedia } from './fake-media.ts';
import { createManualClock } from './manual-clock.ts';
import type { ManualClock } from './manual-clock.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';
import type { ReceivedEvent, WebhookReceiver } from './webhook-receiver.ts';

export const MARIA = '+14165550123';
export const JOHN = '+14165550177';
export const MAIN_NUMBER = '+14375249932';
export const CONNECTION_ID = '2709042883142354871';
/** The seeded connections call out through this one. */
export const VOICE_PROFILE_ID = '2709042883142354950';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON, or the text. */
  // oxlint-disable-next-line typescript/no-explicit-any -- replies of every shape; the tests assert it
  body: any;
}

export interface Harness {
  simulator: TelnyxSimulator;
  clock: ManualClock;
  media: FakeMedia;
  gateway: FakeGateway;
  brain: FakeBrain;
  app: WebhookReceiver;
  failover: WebhookReceiver;
  rest(method: string, path: string, body?: unknown): Promise<Answer>;
  sim(method: string, path: string, body?: unknown): Promise<Answer>;
  command(callControlId: string, action: string, body?: object): Promise<Answer>;
  dial(fields?: object): Promise<Answer>;
  /** An outside call; its leg and its `call_control_id`. */
  inboundCall(fields?: object): Promise<{ id: string; callControlId: string }>;
  answeredCall(fields?: object): Promise<{ id: string; callControlId: string }>;
  /** A registered browser. */
  browser(): Promise<{ sipUsername: string; credentialId: string }>;
  /** Waits until an event of the type has arrived (of that leg, if given). */
  event(type: string, callControlId?: string): Promise<ReceivedEvent>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Waits, in real time, until something holds. */
export async function until<Value>(
  what: string,
  read: () => Value | undefined | null | false | Promise<Value | undefined | null | false>,
  patienceMs = 5000,
): Promise<Value> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > giveUpAt) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
  }
}

async function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}

/** A simulator with a hand-driven clock, silent media, and an app that takes its webhooks. */
export async function startHarness(): Promise<Harness> {
  const dataDir = await mkdtemp(join(tmpdir(), 'telnyx-simulator-'));
  const clock = createManualClock();
  const media = createFakeMedia();
  const brain = createFakeBrain();
  const app = await startWebhookReceiver();
  const failover = await startWebhookReceiver();
  let gateway: FakeGateway | undefined;
  const start = (): Promise<TelnyxSimulator> =>
    startTelnyxSimulator({
      port: 0,
      dataDir,
      webhookUrl: `${app.url}/voice`,
      failoverUrl: `${failover.url}/failover`,
      connectionId: CONNECTION_ID,
      clock,
      mind: brain,
      createMedia: () => Promise.resolve(media),
      createGateway: ({ world }) => (gateway = createFakeGateway(world)),
    });
  const harness: Harness = {
    simulator: await start(),
    clock,
    media,
    brain,
    get gateway() {
      if (gateway === undefined) throw new Error('no gateway yet');
      return gateway;
    },
    app,
    failover,
    rest: (method, path, body) =>
      send(
        `${harness.simulator.url}/v2${path}`,
        method,
        { authorization: `Bearer ${harness.simulator.apiKey}` },
        body,
      ),
    sim: (method, path, body) => send(`${harness.simulator.url}/sim${path}`, method, {}, body),
    command: (callControlId, action, body = {}) =>
      harness.rest('POST', `/calls/${encodeURIComponent(callControlId)}/actions/${action}`, body),
    dial: (fields = {}) =>
      harness.rest('POST', '/calls', {
        connection_id: CONNECTION_ID,
        from: MAIN_NUMBER,
        to: JOHN,
        ...fields,
      }),
    async inboundCall(fields = {}) {
      const { body } = await harness.sim('POST', '/calls', {
        from: MARIA,
        to: MAIN_NUMBER,
        script: [],
        ...fields,
      });
      const call = await harness.sim('GET', `/calls/${body.id}`);
      return { id: body.id, callControlId: call.body.call_control_id };
    },
    async answeredCall(fields = {}) {
      const call = await harness.inboundCall(fields);
      await harness.command(call.callControlId, 'answer');
      await harness.event('call.answered', call.callControlId);
      return call;
    },
    async browser() {
      const made = await harness.rest('POST', '/telephony_credentials', {
        connection_id: harness.simulator.credentialConnectionId,
      });
      const { id, sip_username: sipUsername } = made.body.data;
      const token = await harness.rest('POST', `/telephony_credentials/${id}/token`);
      harness.gateway.register(token.body);
      return { sipUsername, credentialId: id };
    },
    event: (type, callControlId) =>
      until(`${type} to arrive`, () =>
        app.events.find(
          (event) =>
            event.type === type &&
            (callControlId === undefined || event.payload['call_control_id'] === callControlId),
        ),
      ),
    async restart() {
      await harness.simulator.stop();
      harness.simulator = await start();
    },
    async stop() {
      await harness.simulator.stop();
      await app.stop();
      await failover.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return harness;
}
