import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startTelnyxSimulator, type TelnyxSimulator } from '../../../local/telnyx/simulator.ts';
import { WITHOUT_FEATURES } from '../../support/chromium-features.ts';
import { chromiumPath } from '../../support/chromium-path.ts';
import { CONNECTION_ID } from './harness.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

interface Report {
  verdict: string;
  reasons?: { code: string }[];
  network?: { inbound?: { flowing: boolean }; outbound?: { flowing: boolean } };
}

const SDK = join(dirname(createRequire(import.meta.url).resolve('@telnyx/webrtc')), 'bundle.mjs');
const PAGE = join(import.meta.dirname, '../rtc/support/softphone-page.html');

let dataDir: string;
let app: WebhookReceiver;
let simulator: TelnyxSimulator;
let browser: Browser;
const pages = createServer((request, response) => {
  const isSdk = request.url === '/telnyx.mjs';
  response.setHeader('content-type', isSdk ? 'text/javascript' : 'text/html');
  void readFile(isSdk ? SDK : PAGE).then((bytes) => response.end(bytes));
});

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'telnyx-simulator-'));
  app = await startWebhookReceiver();
  simulator = await startTelnyxSimulator({
    port: 0,
    dataDir,
    webhookUrl: app.url,
    connectionId: CONNECTION_ID,
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      WITHOUT_FEATURES,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
});

afterAll(async () => {
  await browser.close();
  pages.closeAllConnections();
  await new Promise((resolve) => pages.close(resolve));
  await simulator.stop();
  await app.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const rest = (method: string, path: string, body?: object) =>
  fetch(`${simulator.url}/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${simulator.apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

async function newLogin(): Promise<{ credentialId: string; token: string }> {
  const connection = { connection_id: simulator.credentialConnectionId };
  const made = (await (await rest('POST', '/telephony_credentials', connection)).json()) as {
    data: { id: string };
  };
  const { id } = made.data;
  const token = await (await rest('POST', `/telephony_credentials/${id}/token`)).text();
  return { credentialId: id, token };
}

/** A page with the unmodified SDK, logging in with the token. */
async function openPage(token: string): Promise<Page> {
  const context = await browser.newContext({ permissions: ['microphone'] });
  const page = await context.newPage();
  const options = { login_token: token, host: `${simulator.url.replace('http', 'ws')}/rtc` };
  const { port } = pages.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/#${encodeURIComponent(JSON.stringify(options))}`);
  return page;
}

test('the SDK’s pre-call test is answered and heard, and ends with a verdict', async () => {
  // It is free, so an empty account does not matter.
  await fetch(`${simulator.url}/sim/account`, {
    method: 'PUT',
    body: JSON.stringify({ balance: 0, tier: 'trial' }),
  });
  const page = await openPage((await newLogin()).token);
  await page.waitForFunction('window.phone?.readies > 0');
  const report = (await page.evaluate(
    'phone.client.runPreCall({ durationMs: 2500 }).then((report) => ' +
      'JSON.parse(JSON.stringify(report)))',
  )) as Report;
  expect([report.verdict, report.reasons ?? []]).toEqual(['ready', []]);
  expect(report.network).toMatchObject({ inbound: { flowing: true }, outbound: { flowing: true } });
});

test('deleting a credential puts its browser out, for good', async () => {
  const { credentialId, token } = await newLogin();
  const page = await openPage(token);
  await page.waitForFunction('window.phone?.readies > 0');
  await rest('DELETE', `/telephony_credentials/${credentialId}`);
  await page.waitForFunction('!phone.client.connected');
  const registrations = await (await fetch(`${simulator.url}/sim/registrations`)).json();
  const again = await openPage(token);
  await again.waitForFunction('window.phone?.errors.includes(46001)');
  expect(JSON.stringify(registrations)).not.toContain(credentialId);
  expect(await again.evaluate('phone.readies')).toBe(0);
});

test('a page that does not heed being put out loses its socket', async () => {
  const { credentialId, token } = await newLogin();
  const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/rtc`);
  await once(socket, 'open');
  const login = { login_token: token, userVariables: {}, loginParams: {} };
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: '1', method: 'login', params: login }));
  await once(socket, 'message');
  const closed = once(socket, 'close');
  await rest('DELETE', `/telephony_credentials/${credentialId}`);
  const [code] = (await closed) as [number];
  expect(code).toBe(1000);
});
