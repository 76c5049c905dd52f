import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { sendText } from '../http.ts';

const PAGE_FOLDER = new URL('./page/', import.meta.url);
const CONTENT_TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Serves the phone booth page and its files, straight from disk. */
export async function serveBooth(response: ServerResponse, pathname: string): Promise<void> {
  const file =
    pathname === '/'
      ? 'index.html'
      : (/^\/booth\/([a-z-]+\.(?:css|js|svg))$/.exec(pathname)?.[1] ?? null);
  if (file === null) {
    sendText(response, 404, 'Nothing is here. The phone booth is at /');
    return;
  }
  try {
    const content = await readFile(fileURLToPath(new URL(file, PAGE_FOLDER)));
    response.writeHead(200, {
      'content-type': CONTENT_TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'permissions-policy': 'microphone=(self)',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    });
    response.end(content);
  } catch {
    sendText(response, 404, 'Nothing is here. The phone booth is at /');
  }
}
