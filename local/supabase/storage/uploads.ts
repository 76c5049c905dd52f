import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { sendJson, type ApiRequest } from '../gateway/http.ts';
import type { JwtClaims } from '../jwt.ts';
import {
  claimsOf,
  defaultSizeLimitBytes,
  parseAddress,
  requireBucket,
  runAs,
  type BucketRow,
  type ObjectAddress,
  type ObjectMetadata,
  type StorageOptions,
} from './context.ts';
import { storageError } from './errors.ts';
import type { ReceivedFile } from './file-store.ts';
import { readUpload, type UploadBody } from './upload-body.ts';

/** `create` fails if the object exists, `replace` if it does not, `upsert` never for that. */
export type UploadMode = 'create' | 'replace' | 'upsert';

/** POST or PUT `/object/<bucket>/<name>`. */
export async function handleUpload(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const address = parseAddress(request.path.slice('object/'.length));
  const upsert = request.headers['x-upsert'] === 'true';
  const mode = request.method === 'PUT' ? 'replace' : upsert ? 'upsert' : 'create';
  const claims = claimsOf(request);
  const id = await storeUpload(options, request, address, mode, claims, claims.sub ?? null);
  sendJson(response, 200, { Id: id, Key: `${address.bucket}/${address.name}` });
}

/**
 * Receives an upload. The row is written under the rights of `claims`; only if that works do the
 * bytes become the object's.
 *
 * @returns the object's id
 */
export async function storeUpload(
  options: StorageOptions,
  request: ApiRequest,
  address: ObjectAddress,
  mode: UploadMode,
  claims: JwtClaims,
  ownerId: string | null,
): Promise<string> {
  const bucket = await requireBucket(options, address.bucket);
  const limitBytes = bucket.file_size_limit ?? defaultSizeLimitBytes;
  const upload = await readUpload(request.raw, limitBytes);
  checkMimeType(bucket, upload.mimeType);
  const version = randomUUID();
  const file = await options.files.receive(version, upload.content, limitBytes);
  try {
    const row = { ...address, mode, version, ownerId, metadata: describeFile(file, upload) };
    const written = await runAs(options, claims, async (sql) => {
      const [previous] = await options.sql<{ version: string }[]>`
        select version from storage.objects
        where bucket_id = ${row.bucket} and name = ${row.name}`;
      const id = await writeRow(sql, row, upload.userMetadata);
      await options.files.keep(file, version);
      return { id, replaced: previous?.version };
    });
    if (written.replaced) await options.files.remove(written.replaced);
    return written.id;
  } catch (error) {
    await options.files.discard(file);
    await options.files.remove(version);
    throw error;
  }
}

/** Whether the caller may create an object: tried and undone. Throws if not. */
export async function assertMayCreate(
  options: StorageOptions,
  claims: JwtClaims,
  address: ObjectAddress,
  upsert: boolean,
): Promise<void> {
  const undone = new Error('undone');
  const metadata = {} as ObjectMetadata;
  const row = { ...address, version: randomUUID(), ownerId: claims.sub ?? null, metadata };
  await runAs(options, claims, async (sql) => {
    await writeRow(sql, { ...row, mode: upsert ? 'upsert' : 'create' }, null);
    throw undone;
  }).catch((error: unknown) => {
    if (error !== undone) throw error;
  });
}

interface NewRow extends ObjectAddress {
  mode: UploadMode;
  version: string;
  ownerId: string | null;
  metadata: ObjectMetadata;
}

async function writeRow(
  sql: Parameters<Parameters<typeof runAs>[2]>[0],
  row: NewRow,
  userMetadata: Record<string, unknown> | null,
): Promise<string> {
  const metadata = sql.json(row.metadata as never);
  const custom = userMetadata ? sql.json(userMetadata as never) : null;
  if (row.mode === 'replace') {
    const [updated] = await sql<{ id: string }[]>`
      update storage.objects
      set version = ${row.version}, metadata = ${metadata}, user_metadata = ${custom},
          updated_at = now(), owner_id = ${row.ownerId}, owner = ${asUuid(row.ownerId)}
      where bucket_id = ${row.bucket} and name = ${row.name} returning id`;
    if (!updated) throw storageError('object_not_found');
    return updated.id;
  }
  const id = randomUUID();
  const onConflict =
    row.mode === 'create'
      ? sql``
      : sql`on conflict (bucket_id, name) do update set
          version = excluded.version, metadata = excluded.metadata,
          user_metadata = excluded.user_metadata, updated_at = now(),
          owner = excluded.owner, owner_id = excluded.owner_id`;
  // No "returning": an insert policy alone must be enough, as on hosted.
  await sql`
    insert into storage.objects
      (id, bucket_id, name, version, metadata, user_metadata, owner, owner_id)
    values (${id}, ${row.bucket}, ${row.name}, ${row.version}, ${metadata}, ${custom},
      ${asUuid(row.ownerId)}, ${row.ownerId})
    ${onConflict}`;
  return id;
}

function asUuid(text: string | null): string | null {
  return text && /^[0-9a-f-]{36}$/i.test(text) ? text : null;
}

function describeFile(file: ReceivedFile, upload: UploadBody): ObjectMetadata {
  return {
    eTag: file.etag,
    size: file.sizeBytes,
    mimetype: upload.mimeType,
    cacheControl: upload.cacheControl,
    lastModified: new Date().toISOString(),
    contentLength: file.sizeBytes,
    httpStatusCode: 200,
  };
}

function checkMimeType(bucket: BucketRow, mimeType: string): void {
  if (!bucket.allowed_mime_types?.length) return;
  const type = mimeType.split(';')[0]?.trim() ?? '';
  const isAllowed = bucket.allowed_mime_types.some((allowed) =>
    allowed.endsWith('/*') ? type.startsWith(allowed.slice(0, -1)) : type === allowed,
  );
  if (!isAllowed) throw storageError('invalid_mime_type', `mime type ${type} is not supported`);
}
