import type { TelephonyErrorCode } from '../ports/telephony.ts';

/** HTTP to Telnyx and nothing else: address, key, time limit, error codes. */
export type TelnyxAnswer =
  | { ok: true; body: unknown }
  | {
      ok: false;
      status: number;
      code: TelephonyErrorCode;
      retryAfterMs: number | null;
      /** Telnyx's own code and words, where it gave any. */
      telnyxCode?: string | null;
      detail?: string | null;
    };

export interface TelnyxApi {
  request(method: string, path: string, body?: Record<string, unknown>): Promise<TelnyxAnswer>;
}

/** Telnyx's error codes (telnyx.md section 1) that say more than the HTTP status. */
const BY_TELNYX_CODE: Record<string, TelephonyErrorCode> = {
  '90018': 'leg_ended',
  '90015': 'leg_ended',
  '10005': 'leg_ended',
  '90034': 'wrong_state',
  '10011': 'rate_limited',
  '90103': 'rate_limited',
  '90041': 'rate_limited',
  '90042': 'rate_limited',
  '90043': 'rate_limited',
  '10002': 'bad_destination',
  '10016': 'bad_destination',
};

/**
 * @param options.timeoutMs the docs advise to repeat a command (same id) that got no answer
 */
export function createTelnyxApi(options: {
  baseUrl: string;
  apiKey: string;
  fetch: typeof fetch;
  timeoutMs?: number;
}): TelnyxApi {
  return {
    async request(method, path, body) {
      try {
        const response = await options.fetch(`${options.baseUrl}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${options.apiKey}`,
            'content-type': 'application/json',
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
          signal: AbortSignal.timeout(options.timeoutMs ?? 4_000),
        });
        return await readAnswer(response);
      } catch {
        return { ok: false, status: 0, code: 'unavailable', retryAfterMs: null };
      }
    },
  };
}

async function readAnswer(response: Response): Promise<TelnyxAnswer> {
  const text = await response.text();
  const body = parse(text);
  if (response.ok) return { ok: true, body };
  const reset = Number(
    response.headers.get('retry-after') ?? response.headers.get('x-ratelimit-reset'),
  );
  const code = codeOf(response.status, body);
  const retryAfterMs = Number.isFinite(reset) && reset > 0 ? reset * 1000 : null;
  const { telnyxCode, detail } = firstError(body);
  return { ok: false, status: response.status, code, retryAfterMs, telnyxCode, detail };
}

/** The telephony token endpoint answers with plain text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function codeOf(status: number, body: unknown): TelephonyErrorCode {
  const { telnyxCode } = firstError(body);
  const known = telnyxCode ? BY_TELNYX_CODE[telnyxCode] : undefined;
  if (known) return known;
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'leg_ended';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status >= 500) return 'unavailable';
  return 'refused';
}

function firstError(body: unknown): { telnyxCode: string | null; detail: string | null } {
  const errors = (body as { errors?: { code?: unknown; detail?: unknown }[] } | null)?.errors;
  const { code, detail } = (Array.isArray(errors) ? errors[0] : null) ?? {};
  return {
    telnyxCode: typeof code === 'string' ? code : null,
    detail: typeof detail === 'string' ? detail : null,
  };
}
