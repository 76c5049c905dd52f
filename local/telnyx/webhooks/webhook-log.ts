import { createRingLog } from '../ring-log.ts';
import type { RingLog } from '../ring-log.ts';

export interface DeliveryAttempt {
  at: string;
  url: string;
  status: number | null;
  error: string | null;
}

/** One event on its way to the app, with everything that was tried. */
export interface WebhookLogRow {
  seq: number;
  id: string;
  event_type: string;
  call_control_id: string | null;
  occurred_at: string;
  attempts: DeliveryAttempt[];
  /** The envelope as last sent. */
  body: unknown;
  /** The exact bytes and headers of the last attempt, for replays; null when none was made. */
  raw: string | null;
  headers: Record<string, string> | null;
  state: 'pending' | 'delivered' | 'failed' | 'dropped' | 'no_url';
  /** The faults that were drawn for it. */
  faults: string[];
}

const KEPT_ROWS = 4000;

export function createWebhookLog(): RingLog<WebhookLogRow> {
  return createRingLog<WebhookLogRow>(KEPT_ROWS);
}
