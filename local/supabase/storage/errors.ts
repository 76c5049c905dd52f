import { HttpProblem } from '../gateway/http.ts';

/** storage-api's errors: code, the body's statusCode (HTTP's is 400), error and message. */
const storageErrors = {
  bucket_not_found: ['NoSuchBucket', 404, 'Bucket not found', 'Bucket not found'],
  bucket_exists: ['BucketAlreadyExists', 409, 'Duplicate', 'The resource already exists'],
  bucket_not_empty: [
    'InvalidRequest',
    409,
    'InvalidRequest',
    'The bucket you tried to delete is not empty',
  ],
  object_not_found: ['NoSuchKey', 404, 'not_found', 'Object not found'],
  object_exists: ['ResourceAlreadyExists', 409, 'Duplicate', 'The resource already exists'],
  invalid_key: ['InvalidKey', 400, 'InvalidKey', 'Invalid key'],
  invalid_request: ['InvalidRequest', 400, 'InvalidRequest', 'Invalid request'],
  invalid_mime_type: ['InvalidMimeType', 415, 'invalid_mime_type', 'mime type is not supported'],
  invalid_jwt: ['InvalidJWT', 403, 'Unauthorized', 'invalid JWT'],
  invalid_signature: ['InvalidSignature', 400, 'InvalidSignature', 'Invalid signature'],
  expired_signature: ['InvalidJWT', 400, 'InvalidJWT', '"exp" claim timestamp check failed'],
  too_large: [
    'EntityTooLarge',
    413,
    'Payload too large',
    'The object exceeded the maximum allowed size',
  ],
  denied: ['AccessDenied', 403, 'Unauthorized', 'new row violates row-level security policy'],
  not_in_local_stack: ['NotFound', 404, 'not_found', 'The local stack does not offer this'],
} as const;

export type StorageErrorCode = keyof typeof storageErrors;

/** An error as storage-api answers it: `{statusCode, code, error, message}` with HTTP status 400. */
export function storageError(code: StorageErrorCode, detail?: string): HttpProblem {
  const [apiCode, statusCode, error, message] = storageErrors[code];
  const body = { statusCode: String(statusCode), code: apiCode, error, message: detail ?? message };
  return new HttpProblem(400, body);
}

/** Turns Postgres's refusals into storage's errors; anything else is passed on. */
export function asStorageError(error: unknown): unknown {
  const code = (error as { code?: string }).code;
  if (code === '42501') return storageError('denied', (error as Error).message);
  if (code === '23505') return storageError('object_exists');
  if (code === '23503') return storageError('bucket_not_found');
  return error;
}
