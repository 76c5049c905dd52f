import type { CopyEraser } from '../ports/client-privacy.ts';
import type { TelnyxApi } from './telnyx-api.ts';

export interface StorageSettings {
  /** The project's address, without `/storage/v1`. */
  url: string;
  serviceKey: string;
  fetch: typeof fetch;
}

/** As many files as one request lists and deletes. */
const PAGE = 100;

/** Deletes copies at Telnyx (telnyx.md sections 7.7 and 9) and in Supabase Storage. */
export function createCopyEraser(api: TelnyxApi, storage: StorageSettings): CopyEraser {
  return {
    async removeConversation(conversationId) {
      const path = `/ai/conversations/${encodeURIComponent(conversationId)}`;
      return await isGone(api, path);
    },
    async removeRecordingsOf(callControlId) {
      const filter = encodeURIComponent('filter[call_control_id]');
      const list = await api.request(
        'GET',
        `/recordings?${filter}=${encodeURIComponent(callControlId)}`,
      );
      if (!list.ok) return list.status === 404;
      const removed = await Promise.all(
        idsOf(list.body).map((id) => isGone(api, `/recordings/${encodeURIComponent(id)}`)),
      );
      return removed.every(Boolean);
    },
    async removeFilesBelow(prefix) {
      const buckets = await askStorage(storage, 'GET', 'bucket');
      if (!Array.isArray(buckets)) return false;
      const removed = await Promise.all(
        buckets.map((bucket: { id: string }) => emptyFolder(storage, bucket.id, prefix)),
      );
      return removed.every(Boolean);
    },
  };
}

/** Gone already is success. */
async function isGone(api: TelnyxApi, path: string): Promise<boolean> {
  const answer = await api.request('DELETE', path);
  return answer.ok || answer.status === 404;
}

function idsOf(body: unknown): string[] {
  const data = (body as { data?: unknown } | null)?.data;
  if (!Array.isArray(data)) return [];
  return data.flatMap(({ id }: { id?: unknown }) => (typeof id === 'string' ? [id] : []));
}

/** Deletes the files of a folder, page by page, and those of its folders. */
async function emptyFolder(
  storage: StorageSettings,
  bucket: string,
  prefix: string,
): Promise<boolean> {
  for (;;) {
    const found = await askStorage(storage, 'POST', `object/list/${encodeURIComponent(bucket)}`, {
      prefix,
      limit: PAGE,
      offset: 0,
    });
    if (!Array.isArray(found)) return false;
    const entries = found as { name: string; id: string | null }[];
    if (entries.length === 0) return true;
    // A folder has no id of its own: it is gone when its files are.
    const folders = entries.filter(({ id }) => id === null);
    for (const { name } of folders) {
      if (!(await emptyFolder(storage, bucket, `${prefix}/${name}`))) return false;
    }
    const files = entries.filter(({ id }) => id !== null).map(({ name }) => `${prefix}/${name}`);
    if (files.length === 0) return true;
    const path = `object/${encodeURIComponent(bucket)}`;
    const removed = await askStorage(storage, 'DELETE', path, { prefixes: files });
    if (!Array.isArray(removed) || removed.length === 0) return false;
  }
}

/** Null: no answer, or a refusal. */
async function askStorage(
  storage: StorageSettings,
  method: string,
  path: string,
  body?: Record<string, unknown>,
): Promise<unknown> {
  try {
    const response = await storage.fetch(`${storage.url}/storage/v1/${path}`, {
      method,
      headers: {
        apikey: storage.serviceKey,
        authorization: `Bearer ${storage.serviceKey}`,
        'content-type': 'application/json',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    return response.ok ? (JSON.parse(text) as unknown) : null;
  } catch {
    return null;
  }
}
