import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedEvent {
  path: string;
  headers: IncomingHttpHeaders;
  raw: string;
  id: string;
  type: string;
  occurredAt: string;
  payload: Record<string, unknown>;
  meta: { attempt: number; delivered_to: string };
}

/** The app's end of the webhooks: keeps what arrives, answers what the test wants. */
export interface WebhookReceiver {
  url: string;
  readonly events: ReceivedEvent[];
  /** Status for each request. Default: 200. 0 cuts the connection, -1 never answers. */
  answerWith(status: (event: ReceivedEvent) => number): void;
  stop(): Promise<void>;
}

function readEvent(path: string, headers: IncomingHttpHeaders, raw: string): ReceivedEvent {
  const { data, meta } = JSON.parse(raw) as {
    data: { id: string; event_type: string; occurred_at: string; payload: Record<string, unknown> };
    meta: ReceivedEvent['meta'];
  };
  const { id, event_type: type, occurred_at: occurredAt, payload } = data;
  return { path, headers, raw, id, type, occurredAt, payload, meta };
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const events: ReceivedEvent[] = [];
  let statusOf = (_event: ReceivedEvent): number => 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const event = readEvent(request.url ?? '/', request.headers, raw);
      events.push(event);
      const status = statusOf(event);
      if (status === -1) return;
      if (status === 0) response.destroy();
      else response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    answerWith(status) {
      statusOf = status;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
