import type { Clock } from '../clock.ts';

const MAX_REDIRECTS = 3;

export interface PostedAttempt {
  /** HTTP status, or null when no answer came. */
  status: number | null;
  error: string | null;
}

function describeFailure(cause: unknown, timedOut: boolean): string {
  if (timedOut) return 'timeout';
  const code = (cause as { cause?: { code?: unknown } }).cause?.code;
  if (typeof code === 'string') return code;
  return cause instanceof Error ? cause.message : 'connection failed';
}

/**
 * POSTs one signed webhook. Redirects are followed three times, with method and body kept
 * (telnyx.md 3.3). The answer's body is not read: Telnyx looks at the status only.
 */
export async function postWebhook(
  clock: Clock,
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
): Promise<PostedAttempt> {
  const abort = new AbortController();
  const timer = clock.setTimeout(() => abort.abort(), timeoutMs);
  try {
    let target = url;
    for (let hop = 0; ; hop += 1) {
      const response = await fetch(target, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: abort.signal,
      });
      await response.body?.cancel();
      const location = response.headers.get('location');
      const isRedirect = response.status >= 300 && response.status < 400 && location !== null;
      if (!isRedirect || hop === MAX_REDIRECTS) return { status: response.status, error: null };
      target = new URL(location, target).href;
    }
  } catch (cause) {
    return { status: null, error: describeFailure(cause, abort.signal.aborted) };
  } finally {
    timer.cancel();
  }
}
