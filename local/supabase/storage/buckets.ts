import type { ServerResponse } from 'node:http';
import { readJsonObject, sendJson, type ApiRequest } from '../gateway/http.ts';
import { claimsOf, runAs, type StorageOptions } from './context.ts';
import { storageError } from './errors.ts';

/** `/bucket`: list, read, create, change, empty and delete, under the caller's rights. */
export async function handleBuckets(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const [, id, action] = request.path.split('/');
  const route = `${request.method}${id ? ' one' : ''}${action ? ` ${action}` : ''}`;
  if (route === 'GET') return listBuckets(options, request, response);
  if (route === 'POST') return createBucket(options, request, response);
  if (!id) throw storageError('not_in_local_stack');
  if (route === 'GET one') return sendJson(response, 200, await readBucket(options, request, id));
  if (route === 'PUT one') return changeBucket(options, request, response, id);
  if (route === 'DELETE one') return deleteBucket(options, request, response, id);
  if (route === 'POST one empty') return emptyBucket(options, request, response, id);
  throw storageError('not_in_local_stack');
}

async function listBuckets(options: StorageOptions, request: ApiRequest, response: ServerResponse) {
  const rows = await runAs(
    options,
    claimsOf(request),
    (sql) => sql`select * from storage.buckets order by name`,
  );
  sendJson(response, 200, rows.map(present));
}

async function readBucket(options: StorageOptions, request: ApiRequest, id: string) {
  const [row] = await runAs(
    options,
    claimsOf(request),
    (sql) => sql`select * from storage.buckets where id = ${id}`,
  );
  if (!row) throw storageError('bucket_not_found');
  return present(row);
}

async function createBucket(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
) {
  const body = await readJsonObject(request.raw);
  const name = body['name'];
  const id = body['id'] ?? name;
  if (typeof name !== 'string' || typeof id !== 'string' || !/^[\w!\-.*'() &$@=;:+,?]+$/.test(id)) {
    throw storageError('invalid_request', 'Invalid bucket name');
  }
  const limits = bucketLimits(body);
  const claims = claimsOf(request);
  await runAs(
    options,
    claims,
    (sql) => sql`
      insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types, owner_id)
      values (${id}, ${name}, ${body['public'] === true}, ${limits.sizeLimit}, ${limits.mimeTypes},
        ${claims.sub ?? null})`,
  );
  sendJson(response, 200, { name: id });
}

async function changeBucket(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
  id: string,
) {
  const body = await readJsonObject(request.raw);
  const limits = bucketLimits(body);
  const isPublic = typeof body['public'] === 'boolean' ? body['public'] : null;
  const changed = await runAs(
    options,
    claimsOf(request),
    (sql) => sql`
      update storage.buckets set public = coalesce(${isPublic}, public),
        file_size_limit = ${limits.sizeLimit}, allowed_mime_types = ${limits.mimeTypes},
        updated_at = now()
      where id = ${id} returning id`,
  );
  if (changed.length === 0) throw storageError('bucket_not_found');
  sendJson(response, 200, { message: 'Successfully updated' });
}

async function deleteBucket(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
  id: string,
) {
  const deleted = await runAs(
    options,
    claimsOf(request),
    (sql) => sql`delete from storage.buckets where id = ${id} returning id`,
  ).catch((error: unknown) => {
    const isReferenced = (error as { body?: { code?: string } }).body?.code === 'NoSuchBucket';
    throw isReferenced ? storageError('bucket_not_empty') : error;
  });
  if (deleted.length === 0) throw storageError('bucket_not_found');
  sendJson(response, 200, { message: 'Successfully deleted' });
}

async function emptyBucket(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
  id: string,
) {
  await readBucket(options, request, id);
  const removed = await runAs(
    options,
    claimsOf(request),
    (sql) => sql<{ version: string }[]>`
      delete from storage.objects where bucket_id = ${id} returning version`,
  );
  await Promise.all(removed.map(({ version }) => options.files.remove(version)));
  sendJson(response, 200, { message: 'Successfully emptied' });
}

function bucketLimits(body: Record<string, unknown>) {
  const types = body['allowed_mime_types'];
  const mimeTypes = Array.isArray(types) ? types.map(String) : null;
  return { sizeLimit: sizeLimitBytes(body['file_size_limit']), mimeTypes };
}

/** A number of bytes, or a text such as "5MB". */
function sizeLimitBytes(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  const match = /^(\d+)\s*(B|KB|MB|GB)?$/i.exec(String(value));
  if (!match) throw storageError('invalid_request', 'Invalid file_size_limit');
  const factors = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };
  return Number(match[1]) * factors[(match[2]?.toUpperCase() ?? 'B') as keyof typeof factors];
}

function present(row: Record<string, unknown>) {
  const limit = row['file_size_limit'];
  return { ...row, file_size_limit: limit === null ? null : Number(limit), type: 'STANDARD' };
}
