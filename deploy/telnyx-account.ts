/** An object of Telnyx's API; fields are checked where they are used. */
export type TelnyxObject = Record<string, unknown>;

export type TelnyxAnswer<T> = { ok: true; data: T } | { ok: false; status: number; detail: string };

/** The few requests that a deployment makes of Telnyx's REST API v2. */
export interface TelnyxAccount {
  get(path: string): Promise<TelnyxAnswer<TelnyxObject>>;
  /** All rows of a list, page after page. */
  list(path: string): Promise<TelnyxAnswer<TelnyxObject[]>>;
  patch(path: string, body: TelnyxObject): Promise<TelnyxAnswer<TelnyxObject>>;
}

const timeoutMs = 15_000;
const pageSize = 250;
const mostPages = 40;

/** @param baseUrl with the version: `https://api.telnyx.com/v2` */
export function createTelnyxAccount(baseUrl: string, apiKey: string): TelnyxAccount {
  const send = async (method: string, path: string, body?: TelnyxObject) => {
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          accept: 'application/json',
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer = (await response.json().catch(() => ({}))) as TelnyxObject;
      if (response.ok) return { ok: true as const, answer };
      return { ok: false as const, status: response.status, detail: detailOf(answer) };
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'no answer';
      return { ok: false as const, status: 0, detail };
    }
  };
  const one = async (method: string, path: string, body?: TelnyxObject) => {
    const sent = await send(method, path, body);
    if (!sent.ok) return sent;
    return { ok: true as const, data: (sent.answer['data'] ?? {}) as TelnyxObject };
  };
  return {
    get: (path) => one('GET', path),
    patch: (path, body) => one('PATCH', path, body),
    async list(path) {
      const rows: TelnyxObject[] = [];
      for (let page = 1; page <= mostPages; page += 1) {
        const separator = path.includes('?') ? '&' : '?';
        const query = `page%5Bnumber%5D=${page}&page%5Bsize%5D=${pageSize}`;
        const sent = await send('GET', `${path}${separator}${query}`);
        if (!sent.ok) return sent;
        const data = sent.answer['data'];
        if (Array.isArray(data)) rows.push(...(data as TelnyxObject[]));
        const meta = sent.answer['meta'] as { total_pages?: number } | undefined;
        if (page >= (meta?.total_pages ?? 1)) break;
      }
      return { ok: true, data: rows };
    },
  };
}

/** The first error's own words: Telnyx answers `{errors: [{code, title, detail}]}`. */
function detailOf(answer: TelnyxObject): string {
  const errors = answer['errors'];
  const [first] = Array.isArray(errors) ? (errors as TelnyxObject[]) : [];
  return [first?.['code'], first?.['title'], first?.['detail']].filter(Boolean).join(' ');
}
