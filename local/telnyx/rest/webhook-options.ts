import { outOfRange, wrongType } from '../telnyx-error.ts';
import type { WebhookRoute } from '../webhooks/webhook-route.ts';
import { DEFAULT_WEBHOOK_TIMEOUT_MS } from '../webhooks/webhook-route.ts';
import type { BodyReader } from './body-reader.ts';

const MAX_RETRIES = 5;
const MAX_RETRIES_TOTAL_MS = 60_000;

function readRetries(
  body: Record<string, unknown>,
  reader: BodyReader,
): Record<string, number[]> | null {
  const policies = body['webhook_retries_policies'];
  if (policies === undefined || policies === null) return null;
  const pointer = '/webhook_retries_policies';
  const retriesMs: Record<string, number[]> = {};
  for (const [eventType, policy] of Object.entries(policies)) {
    const delays = (policy as { retries_ms?: unknown } | null)?.retries_ms;
    const isList = Array.isArray(delays) && delays.every((delay) => Number.isInteger(delay));
    if (!isList || delays.length > MAX_RETRIES) {
      reader.refuse(wrongType(pointer, 'retries_ms with up to 5 integers'));
      return null;
    }
    const total = (delays as number[]).reduce((sum, delay) => sum + delay, 0);
    if (total > MAX_RETRIES_TOTAL_MS) reader.refuse(outOfRange(pointer, 0, MAX_RETRIES_TOTAL_MS));
    retriesMs[eventType] = delays as number[];
  }
  return retriesMs;
}

/** The leg's webhook route after `webhook_url` and `webhook_retries_policies` of a command. */
export function readWebhookRoute(
  body: Record<string, unknown>,
  reader: BodyReader,
  current: WebhookRoute | null,
): WebhookRoute | null {
  const url = reader.text('webhook_url');
  if (url !== null && !URL.canParse(url)) reader.refuse(wrongType('/webhook_url', 'a URL'));
  const retriesMs = readRetries(body, reader);
  if (url === null && retriesMs === null) return current;
  const base = current ?? {
    failoverUrl: null,
    timeoutMs: DEFAULT_WEBHOOK_TIMEOUT_MS,
    retriesMs: {},
  };
  const target = url ?? current?.url;
  if (target === undefined) return null;
  return { ...base, url: target, retriesMs: retriesMs ?? base.retriesMs };
}
