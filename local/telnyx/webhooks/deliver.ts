import { isoTime, wait } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { FaultBox } from '../faults.ts';
import type { KeyStore } from '../key-store.ts';
import { postWebhook } from './post-webhook.ts';
import type { WebhookLogRow } from './webhook-log.ts';
import type { WebhookRoute } from './webhook-route.ts';

/** Waiting times before the second and the third attempt at one URL. */
const DEFAULT_RETRIES_MS = [1000, 2000];
/** Telnyx gives up after a minute at most (goals.md, finding 1). */
const MAX_DELIVERY_MS = 60_000;

export interface DeliveryContext {
  clock: Clock;
  keys: KeyStore;
  faults: FaultBox;
  /** Called after every attempt, for the live view. */
  changed(row: WebhookLogRow): void;
}

function isDelivered(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** 408, 429, 5xx and connection errors are tried again; other answers are final. */
function isRetryable(status: number | null): boolean {
  return status === null || status === 408 || status === 429 || status >= 500;
}

function signedHeaders(context: DeliveryContext, body: string): Record<string, string> {
  const { webhooks } = context.faults.plan();
  const seconds = Math.floor(context.clock.now() / 1000) + webhooks.timestampOffsetSecs;
  const bytes = Buffer.from(`${seconds}|${body}`);
  const isForged = context.faults.happens(webhooks.forge);
  return {
    'content-type': 'application/json',
    'user-agent': 'telnyx-webhooks',
    'telnyx-timestamp': String(seconds),
    'telnyx-signature-ed25519': isForged ? context.keys.forge(bytes) : context.keys.sign(bytes),
  };
}

async function attempt(
  context: DeliveryContext,
  row: WebhookLogRow,
  data: object,
  url: string,
  timeoutMs: number,
): Promise<number | null> {
  const envelope = { data, meta: { attempt: row.attempts.length + 1, delivered_to: url } };
  const body = JSON.stringify(envelope);
  const headers = signedHeaders(context, body);
  row.body = envelope;
  row.raw = body;
  row.headers = headers;
  const at = isoTime(context.clock.now());
  const { status, error } = await postWebhook(context.clock, url, headers, body, timeoutMs);
  row.attempts.push({ at, url, status, error });
  if (isDelivered(status)) row.state = 'delivered';
  context.changed(row);
  return status;
}

/**
 * Delivers one event: up to three attempts at the URL (or the waiting times of the command's
 * `webhook_retries_policies`), then the same at the failover URL, a minute in all at most.
 * `afterFirstAttempt` is called once, however the first attempt went.
 */
export async function deliver(
  context: DeliveryContext,
  row: WebhookLogRow,
  data: object,
  route: WebhookRoute,
  afterFirstAttempt: () => void,
): Promise<void> {
  const startedAtMs = context.clock.now();
  const retriesMs = route.retriesMs[row.event_type] ?? DEFAULT_RETRIES_MS;
  const urls = route.failoverUrl === null ? [route.url] : [route.url, route.failoverUrl];
  for (const url of urls) {
    for (const delayMs of [0, ...retriesMs]) {
      const elapsedMs = context.clock.now() - startedAtMs;
      if (elapsedMs + delayMs > MAX_DELIVERY_MS) break;
      if (delayMs > 0) await wait(context.clock, delayMs);
      const status = await attempt(context, row, data, url, route.timeoutMs);
      if (row.attempts.length === 1) afterFirstAttempt();
      if (row.state === 'delivered') return;
      if (!isRetryable(status)) {
        row.state = 'failed';
        context.changed(row);
        return;
      }
    }
  }
  row.state = 'failed';
  context.changed(row);
}
