import { securityHeaders, type AppPeers } from './security-headers.ts';

/** What the names of built files allow: they hold a hash of their content. */
const immutable = 'public, max-age=31536000, immutable';

/** `_headers` of Netlify and Cloudflare Pages. Two rules for one header would be joined by a comma. */
export function renderHeadersFile(peers: AppPeers): string {
  const lines = headerLines(peers).map(([name, value]) => `  ${name}: ${value}`);
  return ['/*', ...lines, '/assets/*', `  Cache-Control: ${immutable}`, ''].join('\n');
}

/** `_redirects` of Netlify: the app's own router knows the pages. Cloudflare Pages does it unasked. */
export function renderRedirectsFile(): string {
  return '/* /index.html 200\n';
}

/** `vercel.json`: files come before rewrites. */
export function renderVercelFile(peers: AppPeers): string {
  const headers = headerLines(peers).map(([key, value]) => ({ key, value }));
  const settings = {
    rewrites: [{ source: '/(.*)', destination: '/index.html' }],
    headers: [
      { source: '/(.*)', headers },
      { source: '/assets/(.*)', headers: [{ key: 'Cache-Control', value: immutable }] },
    ],
  };
  return `${JSON.stringify(settings, null, 2)}\n`;
}

/**
 * For a `server` of nginx. Each location names all headers again: nginx inherits none of them once a
 * location adds one of its own.
 */
export function renderNginx(peers: AppPeers): string {
  const lines = headerLines(peers).map(
    ([name, value]) => `  add_header ${name} "${value}" always;`,
  );
  return [
    'location /assets/ {',
    '  try_files $uri =404;',
    `  add_header Cache-Control "${immutable}" always;`,
    ...lines,
    '}',
    'location / {',
    '  try_files $uri /index.html;',
    '  add_header Cache-Control "no-cache" always;',
    ...lines,
    '}',
    '',
  ].join('\n');
}

/** For a site of Caddy. */
export function renderCaddy(peers: AppPeers): string {
  return [
    'header {',
    ...headerLines(peers).map(([name, value]) => `  ${name} "${value}"`),
    '  Cache-Control "no-cache"',
    '}',
    `header /assets/* Cache-Control "${immutable}"`,
    'try_files {path} /index.html',
    'file_server',
    '',
  ].join('\n');
}

/** Names as people write them; HTTP does not mind. */
function headerLines(peers: AppPeers): [string, string][] {
  return Object.entries(securityHeaders(peers)).map(([name, value]) => [
    name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
    value,
  ]);
}
