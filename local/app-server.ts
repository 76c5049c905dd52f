import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { securityHeaders, type AppPeers } from '../deploy/security-headers.ts';
import { assertPortFree } from './supabase/processes/ports.ts';

export interface AppServerOptions extends AppPeers {
  /** The production build. */
  folder: string;
  port: number;
}

export interface AppServer {
  readonly port: number;
  stop(): Promise<void>;
}

interface AppFile {
  content: Buffer;
  type: string;
  etag: string;
  /** The name holds a hash of the content. */
  isImmutable: boolean;
  /** Compressed when it is first asked for. */
  gzipped: Promise<Buffer> | null;
}

const compress = promisify(gzip);
const smallestToCompressBytes = 1024;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
};

/** Serves the production build on loopback, every unknown page as the app's own (it has a router). */
export async function startAppServer(options: AppServerOptions): Promise<AppServer> {
  await assertPortFree(options.port, 'the app', 'APP_PORT');
  const files = await loadFiles(options.folder);
  const headers = securityHeaders(options);
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(files, request, response).catch(() => response.destroy());
  });
  await listen(server, options.port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  files: Map<string, AppFile>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const path = decodedPath(request);
  const isPage = path !== null && extname(path) === '';
  const file =
    path === null
      ? undefined
      : (files.get(path) ?? (isPage ? files.get('/index.html') : undefined));
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found');
    return;
  }
  response.setHeader('etag', file.etag);
  response.setHeader(
    'cache-control',
    file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('content-type', file.type);
  const body = await encodedBody(file, request, response);
  response.setHeader('content-length', body.length);
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : body);
}

function encodedBody(file: AppFile, request: IncomingMessage, response: ServerResponse) {
  const isText = /^(text|application)\/|svg/.test(file.type);
  if (!isText || file.content.length < smallestToCompressBytes) return file.content;
  response.setHeader('vary', 'accept-encoding');
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return file.content;
  response.setHeader('content-encoding', 'gzip');
  file.gzipped ??= compress(file.content);
  return file.gzipped;
}

function decodedPath(request: IncomingMessage): string | null {
  const [path = '/'] = (request.url ?? '/').split('?');
  try {
    return path === '/' ? '/index.html' : decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** All files by address: what is not among them cannot be reached. */
async function loadFiles(folder: string): Promise<Map<string, AppFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const loaded = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry): Promise<[string, AppFile]> => {
        const path = join(entry.parentPath, entry.name);
        const content = await readFile(path);
        const address = `/${relative(folder, path).split(sep).join('/')}`;
        return [address, describeFile(address, content)];
      }),
  );
  return new Map(loaded);
}

function describeFile(address: string, content: Buffer): AppFile {
  return {
    content,
    type: types[extname(address)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    isImmutable: address.startsWith('/assets/'),
    gzipped: null,
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
