import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ToolRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  raw: string;
}

/** The app's end of webhook tools. */
export interface ToolServer {
  url: string;
  readonly requests: ToolRequest[];
  /** Answers every request from now on; a handler that does nothing never answers. */
  answer(handle: (request: ToolRequest, response: ServerResponse) => void): void;
  stop(): Promise<void>;
}

export async function startToolServer(): Promise<ToolServer> {
  const requests: ToolRequest[] = [];
  let handle = (_request: ToolRequest, response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const { method = '', url = '', headers } = incoming;
      const request = { method, path: url, headers, raw };
      requests.push(request);
      handle(request, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer(next) {
      handle = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
