import type { IncomingMessage } from 'node:http';

const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * The control API has no key, so other web pages must not reach it: neither by a cross-origin
 * request nor through a name that was made to point at this machine.
 */
export function isSameOrigin({ headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers;
  if (!LOOPBACK_HOST.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}
