import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { readJsonObject, sendJson, type ApiRequest } from '../gateway/http.ts';
import {
  claimsOf,
  isValidKey,
  requireReadableObject,
  runAs,
  type ObjectAddress,
  type ObjectRow,
  type StorageOptions,
} from './context.ts';
import { storageError } from './errors.ts';

/** DELETE `/object/<bucket>` with `{prefixes}`, or `/object/<bucket>/<name>`. */
export async function handleRemove(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const path = request.path.slice('object/'.length);
  const slash = path.indexOf('/');
  if (slash >= 0) {
    const address = { bucket: path.slice(0, slash), name: path.slice(slash + 1) };
    const removed = await remove(options, request, address.bucket, [address.name]);
    if (removed.length === 0) throw storageError('object_not_found');
    return sendJson(response, 200, { message: 'Successfully deleted' });
  }
  const names = entryNames((await readJsonObject(request.raw))['prefixes']);
  sendJson(response, 200, await remove(options, request, path, names));
}

/** POST `/object/move`. */
export async function handleMove(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const { from, to } = transferOf(await readJsonObject(request.raw));
  const moved = await runAs(
    options,
    claimsOf(request),
    (sql) => sql`
      update storage.objects set bucket_id = ${to.bucket}, name = ${to.name}, updated_at = now()
      where bucket_id = ${from.bucket} and name = ${from.name} returning id`,
  );
  if (moved.length === 0) throw storageError('object_not_found');
  sendJson(response, 200, { message: 'Successfully moved' });
}

/** POST `/object/copy`. */
export async function handleCopy(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const { from, to } = transferOf(await readJsonObject(request.raw));
  const claims = claimsOf(request);
  const source = await requireReadableObject(options, claims, from);
  const [id, version] = [randomUUID(), randomUUID()];
  await options.files.copy(source.version, version);
  try {
    await runAs(
      options,
      claims,
      (sql) => sql`
        insert into storage.objects
          (id, bucket_id, name, version, metadata, user_metadata, owner_id)
        values (${id}, ${to.bucket}, ${to.name}, ${version}, ${sql.json(source.metadata as never)},
          ${source.user_metadata ? sql.json(source.user_metadata as never) : null},
          ${claims.sub ?? null})`,
    );
  } catch (error) {
    await options.files.remove(version);
    throw error;
  }
  sendJson(response, 200, { Id: id, Key: `${to.bucket}/${to.name}` });
}

async function remove(
  options: StorageOptions,
  request: ApiRequest,
  bucket: string,
  names: string[],
): Promise<ObjectRow[]> {
  const removed = await runAs(
    options,
    claimsOf(request),
    (sql) => sql<ObjectRow[]>`
      delete from storage.objects
      where bucket_id = ${bucket} and name = any(${names}) returning *`,
  );
  await Promise.all(removed.map(({ version }) => options.files.remove(version)));
  return removed;
}

function entryNames(prefixes: unknown): string[] {
  if (!Array.isArray(prefixes)) throw storageError('invalid_request', 'prefixes must be an array');
  return prefixes.map((entry: unknown) => {
    const name = typeof entry === 'string' ? entry : (entry as { path?: unknown } | null)?.path;
    if (typeof name !== 'string')
      throw storageError('invalid_request', 'a prefix must be a string');
    return name;
  });
}

function transferOf(body: Record<string, unknown>): { from: ObjectAddress; to: ObjectAddress } {
  const { bucketId, sourceKey, destinationKey, destinationBucket } = body;
  if (typeof bucketId !== 'string' || typeof sourceKey !== 'string') {
    throw storageError('invalid_request', 'bucketId and sourceKey are required');
  }
  if (typeof destinationKey !== 'string' || !isValidKey(destinationKey)) {
    throw storageError('invalid_key', 'Invalid destinationKey');
  }
  const target = typeof destinationBucket === 'string' ? destinationBucket : bucketId;
  return {
    from: { bucket: bucketId, name: sourceKey },
    to: { bucket: target, name: destinationKey },
  };
}
