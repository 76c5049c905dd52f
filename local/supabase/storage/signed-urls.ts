import type { ServerResponse } from 'node:http';
import { readJsonObject, sendJson, type ApiRequest } from '../gateway/http.ts';
import type { JwtClaims } from '../jwt.ts';
import {
  claimsOf,
  parseAddress,
  requireReadableObject,
  runAs,
  type ObjectAddress,
  type StorageOptions,
} from './context.ts';
import { sendObject } from './downloads.ts';
import { storageError } from './errors.ts';
import { assertMayCreate, storeUpload } from './uploads.ts';

/** storage-api's lifetime of a signed upload address. */
const uploadLifetimeSeconds = 2 * 3600;

/** POST `/object/sign/<bucket>/<name>`: an address that works for everybody until it expires. */
export async function handleSign(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const path = request.path.slice('object/sign/'.length);
  const body = await readJsonObject(request.raw);
  const lifetimeSeconds = expiresIn(body);
  const claims = claimsOf(request);
  if (!path.includes('/')) {
    return sendJson(
      response,
      200,
      await signMany(options, claims, path, body['paths'], lifetimeSeconds),
    );
  }
  const address = parseAddress(path);
  await requireReadableObject(options, claims, address);
  sendJson(response, 200, { signedURL: await signDownload(options, address, lifetimeSeconds) });
}

/** GET `/object/sign/<bucket>/<name>?token=`. */
export async function handleSignedDownload(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const address = parseAddress(request.path.slice('object/sign/'.length));
  await verifyToken(options, request, 'download', address);
  const row = await requireReadableObject(options, { role: 'service_role' }, address);
  await sendObject(options, request, response, row);
}

/** POST `/object/upload/sign/<bucket>/<name>`: lets somebody else upload that one object. */
export async function handleSignUpload(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const path = request.path.slice('object/upload/sign/'.length);
  const address = parseAddress(path);
  const claims = claimsOf(request);
  const upsert = request.headers['x-upsert'] === 'true';
  await assertMayCreate(options, claims, address, upsert);
  const token = await options.signer.signPayload(
    { url: path, purpose: 'upload', owner: claims.sub ?? null, upsert },
    uploadLifetimeSeconds,
  );
  sendJson(response, 200, {
    url: `/object/upload/sign/${encodePath(address)}?token=${token}`,
    token,
  });
}

/** PUT `/object/upload/sign/<bucket>/<name>?token=`. */
export async function handleSignedUpload(
  options: StorageOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const address = parseAddress(request.path.slice('object/upload/sign/'.length));
  const token = await verifyToken(options, request, 'upload', address);
  const owner = typeof token['owner'] === 'string' ? token['owner'] : null;
  const mode = token['upsert'] === true ? 'upsert' : 'create';
  const claims: JwtClaims = { role: 'service_role' };
  await storeUpload(options, request, address, mode, claims, owner);
  sendJson(response, 200, { Key: `${address.bucket}/${address.name}` });
}

async function signMany(
  options: StorageOptions,
  claims: JwtClaims,
  bucket: string,
  paths: unknown,
  lifetimeSeconds: number,
) {
  if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string')) {
    throw storageError('invalid_request', 'paths must be an array of strings');
  }
  const rows = await runAs(
    options,
    claims,
    (sql) => sql<{ name: string }[]>`
      select name from storage.objects where bucket_id = ${bucket} and name = any(${paths})`,
  );
  const readable = new Set(rows.map(({ name }) => name));
  return Promise.all(
    paths.map(async (path) =>
      readable.has(path)
        ? {
            error: null,
            path,
            signedURL: await signDownload(options, { bucket, name: path }, lifetimeSeconds),
          }
        : { error: noAccess, path, signedURL: null },
    ),
  );
}

const noAccess = 'Either the object does not exist or you do not have access to it';

async function signDownload(
  options: StorageOptions,
  address: ObjectAddress,
  lifetimeSeconds: number,
): Promise<string> {
  const payload = { url: `${address.bucket}/${address.name}`, purpose: 'download' };
  const token = await options.signer.signPayload(payload, lifetimeSeconds);
  // storage-js encodes the address once more, so it must not be encoded here.
  return `/object/sign/${address.bucket}/${address.name}?token=${token}`;
}

async function verifyToken(
  options: StorageOptions,
  request: ApiRequest,
  purpose: 'download' | 'upload',
  address: ObjectAddress,
): Promise<Record<string, unknown>> {
  const payload = await options.signer.verifyPayload(request.query.get('token') ?? '');
  if (payload === 'expired') throw storageError('expired_signature');
  const isFitting =
    payload !== 'invalid' &&
    payload['purpose'] === purpose &&
    payload['url'] === `${address.bucket}/${address.name}`;
  if (!isFitting) throw storageError('invalid_signature');
  return payload;
}

function expiresIn(body: Record<string, unknown>): number {
  const seconds = body['expiresIn'];
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 1) {
    throw storageError(
      'invalid_request',
      'expiresIn must be a whole number of seconds, at least 1',
    );
  }
  return seconds;
}

function encodePath(address: ObjectAddress): string {
  return `${address.bucket}/${address.name}`.split('/').map(encodeURIComponent).join('/');
}
