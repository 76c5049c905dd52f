import type { ServerResponse } from 'node:http';
import type { ApiRequest } from './gateway/http.ts';
import { handleBuckets } from './storage/buckets.ts';
import { handleCopy, handleMove, handleRemove } from './storage/changes.ts';
import type { StorageOptions } from './storage/context.ts';
import { handleDownload, handleInfo, handlePublicDownload } from './storage/downloads.ts';
import { storageError } from './storage/errors.ts';
import { handleList } from './storage/listing.ts';
import {
  handleSign,
  handleSignedDownload,
  handleSignedUpload,
  handleSignUpload,
} from './storage/signed-urls.ts';
import { handleUpload } from './storage/uploads.ts';

type Handler = (
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
) => Promise<void>;

/** Method, start of the path, handler: the first that fits wins. */
const routes: readonly [string, string, Handler][] = [
  ['POST', 'object/upload/sign/', handleSignUpload],
  ['PUT', 'object/upload/sign/', handleSignedUpload],
  ['POST', 'object/sign/', handleSign],
  ['GET', 'object/sign/', handleSignedDownload],
  ['POST', 'object/list/', handleList],
  ['POST', 'object/move', handleMove],
  ['POST', 'object/copy', handleCopy],
  ['GET', 'object/info/', handleInfo],
  ['GET', 'object/public/', handlePublicDownload],
  ['GET', 'object/', handleDownload],
  ['POST', 'object/', handleUpload],
  ['PUT', 'object/', handleUpload],
  ['DELETE', 'object/', handleRemove],
];

/** Serves `/storage/v1` as storage-api does, without image transforms and resumable uploads. */
export async function handleStorage(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  if (/^bucket(\/|$)/.test(request.path)) return handleBuckets(options, request, response);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = routes.find(([name, start]) => name === method && request.path.startsWith(start));
  if (!route) throw storageError('not_in_local_stack');
  await route[2](options, request, response);
}

/** Addresses that carry their own permission, or need none. */
export function isPublicStoragePath(method: string, path: string): boolean {
  const isRead = method === 'GET' || method === 'HEAD';
  return (
    (isRead && (path.startsWith('object/public/') || path.startsWith('object/sign/'))) ||
    (method === 'PUT' && path.startsWith('object/upload/sign/'))
  );
}
