import { asCaller, type Sql, type Transaction } from '../database/connect.ts';
import type { ApiRequest } from '../gateway/http.ts';
import type { JwtClaims, JwtSigner } from '../jwt.ts';
import { asStorageError, storageError } from './errors.ts';
import type { FileStore } from './file-store.ts';

export interface StorageOptions {
  /** Connections as supabase_storage_admin, the tables' owner. */
  sql: Sql;
  signer: JwtSigner;
  files: FileStore;
}

/** A row of storage.objects. */
export interface ObjectRow {
  id: string;
  bucket_id: string;
  name: string;
  version: string;
  created_at: Date;
  updated_at: Date;
  last_accessed_at: Date;
  metadata: ObjectMetadata;
  user_metadata: Record<string, unknown> | null;
}

/** What storage-api keeps about an object's bytes. */
export interface ObjectMetadata {
  eTag: string;
  size: number;
  mimetype: string;
  cacheControl: string;
  lastModified: string;
  contentLength: number;
  httpStatusCode: number;
}

/** A row of storage.buckets. */
export interface BucketRow {
  id: string;
  public: boolean;
  file_size_limit: number | null;
  allowed_mime_types: string[] | null;
}

/** The object that an address names. */
export interface ObjectAddress {
  bucket: string;
  name: string;
}

/** Largest object when its bucket sets no limit: the free plan's. */
export const defaultSizeLimitBytes = 50 * 1024 * 1024;

/** Claims of the caller. A token that is expired or forged is refused, not read as anonymous. */
export function claimsOf(request: ApiRequest): JwtClaims {
  const { claims, tokenProblem } = request.caller;
  if (tokenProblem) throw storageError('invalid_jwt', tokenProblem);
  return claims;
}

/** Runs SQL under the caller's row-level security; refusals become storage's errors. */
export async function runAs<T>(
  options: StorageOptions,
  claims: JwtClaims,
  work: (sql: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await asCaller(options.sql, claims, work);
  } catch (error) {
    throw asStorageError(error);
  }
}

/** Splits `bucket/some/name` and checks the name as storage-api does. */
export function parseAddress(path: string): ObjectAddress {
  const slash = path.indexOf('/');
  const [bucket, name] = slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
  if (!bucket || !isValidKey(name)) throw storageError('invalid_key', `Invalid key: ${name}`);
  return { bucket, name };
}

/** storage-api's rule for object names; also no empty, "." or ".." part. */
export function isValidKey(name: string): boolean {
  if (name === '' || name.length > 1024) return false;
  if (!/^[\w/!\-.*'() &$@=;:+,?]+$/.test(name)) return false;
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** A bucket, whoever may see it. */
export async function requireBucket(options: StorageOptions, id: string): Promise<BucketRow> {
  const [bucket] = await options.sql<
    (Omit<BucketRow, 'file_size_limit'> & { size_limit: string | null })[]
  >`
    select id, public, file_size_limit::text as size_limit, allowed_mime_types
    from storage.buckets where id = ${id}`;
  if (!bucket) throw storageError('bucket_not_found');
  const { size_limit: limit, ...rest } = bucket;
  return { ...rest, file_size_limit: limit === null ? null : Number(limit) };
}

/** The object if the caller may read it. */
export async function requireReadableObject(
  options: StorageOptions,
  claims: JwtClaims,
  address: ObjectAddress,
): Promise<ObjectRow> {
  const [row] = await runAs(
    options,
    claims,
    (sql) => sql<ObjectRow[]>`
      select * from storage.objects where bucket_id = ${address.bucket} and name = ${address.name}`,
  );
  if (!row) throw storageError('object_not_found');
  return row;
}
