import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { WebSocketServer } from 'ws';

/** A page with one line of text, told by a WebSocket or asking by itself every 3 s. */
const page = (
  kind: 'socket' | 'poll',
) => `<!doctype html><title>bench</title><div id="call"></div><script>
const show = (text) => { document.getElementById('call').textContent = text; };
${
  kind === 'socket'
    ? "new WebSocket(location.href.replace('http', 'ws')).onmessage = (message) => show(message.data);"
    : "setInterval(async () => { const text = await (await fetch('/latest')).text(); if (text) show(text); }, 3000);"
}
</script>`;

export interface PopServer {
  url: string;
  /** Takes in one event; resolves when it is stored. */
  send(id: string): Promise<number>;
  stop(): Promise<void>;
}

/** The floor: one INSERT, one WebSocket message, one div. */
export async function startFloor(databaseUrl: string): Promise<PopServer> {
  const sql = postgres(databaseUrl, { max: 2 });
  const server = createServer((request, response) => {
    if (request.method !== 'POST') return response.end(page('socket'));
    request.on('data', (id: Buffer) => {
      void sql`insert into public.bench_pop (id) values (${id.toString()})`.then(() => {
        for (const client of sockets.clients) client.send(id.toString());
        response.end();
      });
    });
  });
  const sockets = new WebSocketServer({ server });
  return await popServer(server, async () => {
    for (const client of sockets.clients) client.terminate();
    await sql.end();
  });
}

/** Peer (a): the database is asked every 100 ms, as a poller of the write-ahead log does. */
export async function startLogPoller(databaseUrl: string): Promise<PopServer> {
  const sql = postgres(databaseUrl, { max: 2 });
  let seen = 0;
  const server = createServer((request, response) => {
    if (request.method !== 'POST') return response.end(page('socket'));
    request.on('data', (id: Buffer) => {
      void sql`insert into public.bench_pop (id) values (${id.toString()})`.then(() =>
        response.end(),
      );
    });
  });
  const sockets = new WebSocketServer({ server });
  const timer = setInterval(() => {
    void sql<
      { n: number; id: string }[]
    >`select n, id from public.bench_pop where n > ${seen} order by n`.then((rows) => {
      for (const row of rows) {
        seen = row.n;
        for (const client of sockets.clients) client.send(row.id);
      }
    });
  }, 100);
  return await popServer(server, async () => {
    clearInterval(timer);
    for (const client of sockets.clients) client.terminate();
    await sql.end();
  });
}

/** Peer (b): the page asks every 3 s. */
export async function startPagePoller(databaseUrl: string): Promise<PopServer> {
  const sql = postgres(databaseUrl, { max: 2 });
  const server = createServer((request, response) => {
    if (request.url === '/latest') {
      void sql<{ id: string }[]>`select id from public.bench_pop order by n desc limit 1`.then(
        ([row]) => response.end(row?.id ?? ''),
      );
      return;
    }
    if (request.method !== 'POST') return response.end(page('poll'));
    request.on('data', (id: Buffer) => {
      void sql`insert into public.bench_pop (id) values (${id.toString()})`.then(() =>
        response.end(),
      );
    });
  });
  return await popServer(server, () => sql.end());
}

async function popServer(server: Server, close: () => Promise<void>): Promise<PopServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async send(id) {
      const sentAt = performance.timeOrigin + performance.now();
      await fetch(url, { method: 'POST', body: id });
      return sentAt;
    },
    async stop() {
      await close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
