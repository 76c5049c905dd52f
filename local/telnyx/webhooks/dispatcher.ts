import { createTimestamps } from '../clock.ts';
import { newUuid } from '../ids.ts';
import type { RingLog } from '../ring-log.ts';
import { deliver } from './deliver.ts';
import type { DeliveryContext } from './deliver.ts';
import { createWebhookLog } from './webhook-log.ts';
import type { WebhookLogRow } from './webhook-log.ts';
import type { WebhookRoute } from './webhook-route.ts';

/** How long an event that is to arrive out of order waits for a later one to overtake it. */
const OVERTAKE_WINDOW_MS = 1500;

export interface WebhookDispatcher {
  /** Sends one event. A null route is an application without a webhook URL: logged, not sent. */
  send(eventType: string, payload: Record<string, unknown>, route: WebhookRoute | null): void;
  readonly log: RingLog<WebhookLogRow>;
}

function newRow(
  eventType: string,
  payload: Record<string, unknown>,
  occurredAt: string,
): Omit<WebhookLogRow, 'seq'> {
  const callControlId = payload['call_control_id'];
  return {
    id: newUuid(),
    event_type: eventType,
    call_control_id: typeof callControlId === 'string' ? callControlId : null,
    occurred_at: occurredAt,
    attempts: [],
    body: null,
    raw: null,
    headers: null,
    state: 'pending',
    faults: [],
  };
}

/** At-least-once delivery with the faults of the plan: drop, duplicate, reorder and delay. */
export function createDispatcher(context: DeliveryContext): WebhookDispatcher {
  const log = createWebhookLog();
  const timestamp = createTimestamps(context.clock);
  let heldBack: (() => void)[] = [];

  const releaseHeldBack = (): void => {
    const released = heldBack;
    heldBack = [];
    for (const run of released) run();
  };

  const dispatch = (row: WebhookLogRow, data: object, route: WebhookRoute): void => {
    void deliver(context, row, data, route, releaseHeldBack);
    if (row.faults.includes('duplicate')) {
      const copy = log.append({ ...row, attempts: [], faults: ['duplicate of an earlier one'] });
      void deliver(context, copy, data, route, () => undefined);
    }
  };

  const schedule = (row: WebhookLogRow, run: () => void): void => {
    if (row.faults.includes('reorder')) {
      let isSent = false;
      const once = (): void => {
        if (isSent) return;
        isSent = true;
        run();
      };
      heldBack.push(once);
      context.clock.setTimeout(once, OVERTAKE_WINDOW_MS);
      return;
    }
    run();
  };

  return {
    log,
    send(eventType, payload, route) {
      const occurredAt = timestamp();
      const row = log.append(newRow(eventType, payload, occurredAt));
      const data = {
        record_type: 'event',
        event_type: eventType,
        id: row.id,
        occurred_at: occurredAt,
        // This one event has it (SDK 7.24, CallConversationEnded).
        ...(eventType === 'call.conversation.ended' ? { created_at: occurredAt } : {}),
        payload,
      };
      row.body = { data };
      if (route === null) {
        row.state = 'no_url';
        context.changed(row);
        return;
      }
      const { drop, duplicate, reorder, delayMs } = context.faults.plan().webhooks;
      // Every draw is made for every event, so that a seed gives the same faults in the same order.
      const [dropped, duplicated, reordered] = [drop, duplicate, reorder].map((rate) =>
        context.faults.happens(rate),
      );
      if (dropped) {
        row.state = 'dropped';
        row.faults.push('drop');
        context.changed(row);
        return;
      }
      if (duplicated) row.faults.push('duplicate');
      if (reordered) row.faults.push('reorder');
      context.changed(row);
      const run = (): void => schedule(row, () => dispatch(row, data, route));
      if (delayMs > 0) context.clock.setTimeout(run, delayMs);
      else run();
    },
  };
}
