import { readTelnyxEvent } from '../../supabase/functions/_shared/adapters/telnyx-transform.ts';
import { createWebhookHandler } from '../../supabase/functions/telnyx-voice-webhook/handler.ts';
import type { Faults } from './faults.ts';
import type { FunctionDeps } from './function-host.ts';
import type { Random } from './random.ts';
import { postOf } from './request.ts';
import type { Scheduler } from './scheduler.ts';

/** Telnyx waits this long for an answer, then sends again (telnyx.md section 3.3). */
const ATTEMPT_TIMEOUT_MS = 2_000;
const RETRY_AFTER_MS = [1_000, 2_000, 4_000, 8_000, 16_000];

interface Delivery {
  id: string;
  body: string;
  attempt: number;
}

/** Sends the model's events to the webhook function: at least once, in any order, or never. */
export class WebhookDelivery {
  /** Event ids answered with 200. */
  acknowledged = new Set<string>();
  /** Call control ids of which at least one event was answered with 200. */
  heardOf = new Set<string>();
  dropped = 0;
  #serial = 0;
  readonly #world: {
    time: Scheduler;
    random: Random;
    faults: () => Faults;
    startFunction: () => FunctionDeps;
    answerOf: (response: () => Promise<Response>) => Promise<Response>;
  };

  constructor(world: {
    time: Scheduler;
    random: Random;
    faults: () => Faults;
    startFunction: () => FunctionDeps;
    answerOf: (response: () => Promise<Response>) => Promise<Response>;
  }) {
    this.#world = world;
  }

  send(type: string, payload: Record<string, unknown>, occurredAt: string): void {
    const { random } = this.#world;
    const faults = this.#world.faults();
    const copies = random.chance(faults.webhookReemit) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      this.#serial += 1;
      const id = `event-${this.#serial}`;
      const data = {
        record_type: 'event',
        event_type: type,
        id,
        occurred_at: occurredAt,
        // So that the checks can tell a repetition whatever id it is stored under.
        payload: { ...payload, sent_as: id },
      };
      if (random.chance(faults.webhookDrop)) {
        this.dropped += 1;
        continue;
      }
      const delivery = { id, body: JSON.stringify({ data }), attempt: 1 };
      const times = random.chance(faults.webhookDuplicate) ? random.between(2, 3) : 1;
      for (let time = 0; time < times; time += 1) this.#schedule(delivery, payload);
    }
  }

  #schedule(delivery: Delivery, payload: Record<string, unknown>): void {
    const { random, time } = this.#world;
    const isLate = random.chance(this.#world.faults().webhookDelay);
    const delayMs = isLate
      ? random.between(200, random.pick([2_000, 15_000]))
      : random.between(2, 90);
    time.after(delayMs, () => void this.#attempt(delivery, payload));
  }

  async #attempt(delivery: Delivery, payload: Record<string, unknown>): Promise<void> {
    const { time } = this.#world;
    const handle = createWebhookHandler({
      ...this.#world.startFunction(),
      verify: () => Promise.resolve({ ok: true }),
      read: readTelnyxEvent,
    });
    const status = await Promise.race([
      this.#world.answerOf(() => handle(postOf(delivery.body))).then((response) => response.status),
      time.sleep(ATTEMPT_TIMEOUT_MS).then(() => 0),
    ]);
    if (status === 200) {
      this.acknowledged.add(delivery.id);
      this.heardOf.add(String(payload['call_control_id']));
      return;
    }
    const retryAfterMs = RETRY_AFTER_MS[delivery.attempt - 1];
    if (retryAfterMs === undefined) return;
    const next = { ...delivery, attempt: delivery.attempt + 1 };
    time.after(retryAfterMs, () => void this.#attempt(next, payload));
  }
}
