import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { sendEmpty, sendJson, type ApiRequest } from '../gateway/http.ts';
import {
  claimsOf,
  parseAddress,
  requireBucket,
  requireReadableObject,
  type ObjectRow,
  type StorageOptions,
} from './context.ts';
import { storageError } from './errors.ts';

/** GET `/object/<bucket>/<name>`, also with `authenticated/`: under the caller's rights. */
export async function handleDownload(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const path = request.path.replace(/^object\/(authenticated\/)?/, '');
  const row = await requireReadableObject(options, claimsOf(request), parseAddress(path));
  await sendObject(options, request, response, row);
}

/** GET `/object/public/<bucket>/<name>`: only from public buckets. */
export async function handlePublicDownload(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const address = parseAddress(request.path.slice('object/public/'.length));
  const bucket = await requireBucket(options, address.bucket);
  if (!bucket.public) throw storageError('bucket_not_found');
  const row = await requireReadableObject(options, { role: 'service_role' }, address);
  await sendObject(options, request, response, row);
}

/** GET `/object/info/<bucket>/<name>`. */
export async function handleInfo(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const path = request.path.replace(/^object\/info\/(authenticated\/)?/, '');
  const row = await requireReadableObject(options, claimsOf(request), parseAddress(path));
  sendJson(response, 200, {
    id: row.id,
    name: row.name,
    version: row.version,
    bucket_id: row.bucket_id,
    size: row.metadata.size,
    content_type: row.metadata.mimetype,
    cache_control: row.metadata.cacheControl,
    etag: row.metadata.eTag,
    metadata: row.user_metadata ?? {},
    last_modified: row.updated_at,
    created_at: row.created_at,
  });
}

/** Sends an object's bytes, whole or the one range asked for, with caching headers. */
export async function sendObject(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
  row: ObjectRow,
): Promise<void> {
  const { metadata } = row;
  response.setHeader('etag', metadata.eTag);
  response.setHeader('cache-control', metadata.cacheControl);
  response.setHeader('last-modified', row.updated_at.toUTCString());
  if (request.headers['if-none-match'] === metadata.eTag) return sendEmpty(response, 304);
  response.setHeader('content-type', metadata.mimetype);
  response.setHeader('accept-ranges', 'bytes');
  // An uploaded page must not run with the rights of the API's origin.
  response.setHeader('content-security-policy', "default-src 'none'; sandbox");
  response.setHeader('x-content-type-options', 'nosniff');
  const fileName = request.query.get('download');
  if (fileName !== null) {
    const suffix = fileName ? `; filename*=UTF-8''${encodeURIComponent(fileName)}` : '';
    response.setHeader('content-disposition', `attachment${suffix}`);
  }
  const range = parseRange(request.headers.range, metadata.size);
  if (range === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${metadata.size}`);
    return sendEmpty(response, 416);
  }
  if (range)
    response.setHeader('content-range', `bytes ${range.start}-${range.end}/${metadata.size}`);
  response.setHeader('content-length', range ? range.end - range.start + 1 : metadata.size);
  response.writeHead(range ? 206 : 200);
  if (request.method === 'HEAD') response.end();
  else await pipeline(options.files.read(row.version, range ?? undefined), response);
}

/** One `bytes=` range; several, or none, mean the whole. */
function parseRange(
  header: string | undefined,
  sizeBytes: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, first = '', last = ''] = match;
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  return start > end ? 'unsatisfiable' : { start, end };
}
