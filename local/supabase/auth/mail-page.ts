import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpProblem, sendEmpty, sendJson } from '../gateway/http.ts';
import type { CaughtMail, MailBox } from './mail-box.ts';

/**
 * `GET /mail`: the caught mails as a page for people and as JSON for tests; `DELETE /mail` empties
 * the box. Links open in a tab of their own.
 */
export function handleMail(box: MailBox, raw: IncomingMessage, response: ServerResponse): void {
  if (raw.method === 'DELETE') {
    box.empty();
    return sendEmpty(response, 204);
  }
  if (raw.method !== 'GET') throw new HttpProblem(405, { message: 'Use GET or DELETE' });
  if (!raw.headers.accept?.includes('text/html')) return sendJson(response, 200, box.list());
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(page(box.list()));
}

function page(mails: readonly CaughtMail[]): string {
  const none = '<p>No mail yet. Invite somebody, or ask for a new password.</p>';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mail of the local stack</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><base target="_blank">
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
article{border:1px solid #8886;border-radius:8px;padding:1rem;margin:1rem 0}h2{font-size:1rem;margin:0}small{opacity:.75}</style>
<h1>Mail of the local stack</h1><p>These mails were caught; none of them was sent.</p>
${mails.length === 0 ? none : mails.map(article).join('\n')}</html>`;
}

/** The body is our own template, filled in with escaped values. */
function article({ subject, to, at, html }: CaughtMail): string {
  const time = new Date(at).toLocaleString('en-CA');
  return `<article><h2>${escapeHtml(subject)}</h2><small>To ${escapeHtml(to)}, ${time}</small>${html}</article>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
