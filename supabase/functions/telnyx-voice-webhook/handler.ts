import type { EngineDeps } from '../_shared/application/call-engine.ts';
import { ingestEvent } from '../_shared/application/ingest-event.ts';
import { parseJson, readBody } from '../_shared/http/body.ts';
import { json, problem } from '../_shared/http/problem.ts';
import type { Ids } from '../_shared/ports/runtime.ts';
import type { ReadTelnyxEvent, TelnyxEvent, VerifyWebhook } from '../_shared/ports/webhook.ts';

export interface WebhookDeps extends EngineDeps {
  ids: Ids;
  verify: VerifyWebhook;
  read: ReadTelnyxEvent;
  /** A number order was decided: its set-up can go on. */
  onNumberOrder?: (setupId: string) => void;
  /** Told of each request that bore no valid signature: all that it may leave behind [I9]. */
  onRefused?: () => void;
}

/** Telnyx's call events are a few kB; custom headers can make them larger. */
const MAX_BODY_BYTES = 131_072;

/**
 * Telnyx's voice webhook. The raw bytes are verified before anything is parsed or stored [I9]; 200
 * means that the event is durable. 5xx makes Telnyx send it again, 4xx does not (telnyx.md 3.3).
 */
export function createWebhookHandler(deps: WebhookDeps): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'POST') return problem('method_not_allowed');
    const read = await readBody(request, MAX_BODY_BYTES);
    if (!read.ok) return problem('payload_too_large');
    const headers = {
      signature: request.headers.get('telnyx-signature-ed25519'),
      timestamp: request.headers.get('telnyx-timestamp'),
    };
    const verified = await deps.verify(read.bytes, headers, Date.parse(deps.clock.now()));
    if (!verified.ok) {
      deps.log.warn('webhook refused', { reason: verified.reason });
      deps.onRefused?.();
      return problem('unauthorized', 'The signature does not hold.');
    }
    try {
      return await takeIn(deps, read.bytes, headers.signature ?? '');
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown';
      deps.log.error('webhook not stored', { message });
      return problem('unavailable');
    }
  };
}

async function takeIn(deps: WebhookDeps, bytes: Uint8Array, signature: string): Promise<Response> {
  const body = parseJson(bytes);
  const event = body === undefined ? null : deps.read(body);
  if (!event) {
    await deps.calls.parkDeadLetter({
      id: await deps.ids.named(signature),
      source: 'telnyx-voice-webhook',
      reason: body === undefined ? 'broken_json' : 'not_an_event',
      body: new TextDecoder().decode(bytes).replaceAll('\u0000', '�'),
    });
    return problem('invalid_request', 'This is not a Telnyx event.');
  }
  const result = await ingestEvent(deps, event);
  const reference = completedOrder(event);
  if (reference) deps.onNumberOrder?.(reference);
  return json({ result });
}

/** The reference of a number order that Telnyx has decided: the id of the set-up that placed it. */
function completedOrder({ eventType, payload }: TelnyxEvent): string | null {
  if (eventType !== 'number_order.complete') return null;
  const reference = (payload as { customer_reference?: unknown } | null)?.customer_reference;
  const isId = typeof reference === 'string' && /^[0-9a-f-]{36}$/i.test(reference);
  return isId ? reference : null;
}
