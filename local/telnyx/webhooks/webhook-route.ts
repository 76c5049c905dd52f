/** Where and how the events of a leg are delivered. */
export interface WebhookRoute {
  url: string;
  failoverUrl: string | null;
  /** Time for one attempt. Telnyx's default is 2 s; an application may set 0 to 30 s. */
  timeoutMs: number;
  /** Waiting times between attempts, per event type (`webhook_retries_policies`). */
  retriesMs: Record<string, number[]>;
}

export const DEFAULT_WEBHOOK_TIMEOUT_MS = 2000;
