import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { readBody } from '../gateway/http.ts';
import { storageError } from './errors.ts';

/** What an upload request carries. */
export interface UploadBody {
  content: Readable;
  mimeType: string;
  /** As in the header: "max-age=3600". */
  cacheControl: string;
  userMetadata: Record<string, unknown> | null;
}

/** Room for the other fields of a multipart body. */
const multipartOverheadBytes = 64 * 1024;

/**
 * Reads an upload as storage-js sends it: the raw bytes, or multipart with the file under the empty
 * name (a Blob or File), beside `cacheControl` and `metadata`.
 */
export async function readUpload(raw: IncomingMessage, limitBytes: number): Promise<UploadBody> {
  const contentType = raw.headers['content-type'] ?? 'application/octet-stream';
  if (contentType.startsWith('multipart/form-data')) {
    return readMultipart(raw, contentType, limitBytes);
  }
  const encoded = raw.headers['x-metadata'];
  return {
    content: raw,
    mimeType: contentType,
    cacheControl: raw.headers['cache-control'] ?? 'no-cache',
    userMetadata:
      typeof encoded === 'string'
        ? parseMetadata(Buffer.from(encoded, 'base64').toString('utf8'))
        : null,
  };
}

async function readMultipart(
  raw: IncomingMessage,
  contentType: string,
  limitBytes: number,
): Promise<UploadBody> {
  const bytes = await readBody(raw, limitBytes + multipartOverheadBytes).catch(() => {
    throw storageError('too_large');
  });
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': contentType },
  })
    .formData()
    .catch(() => {
      throw storageError('invalid_request', 'The multipart body cannot be read');
    });
  const file = [...form.values()].find((value) => typeof value !== 'string');
  if (!file) throw storageError('invalid_request', 'The multipart body has no file');
  const seconds = form.get('cacheControl');
  const metadata = form.get('metadata');
  return {
    content: Readable.from(Buffer.from(await file.arrayBuffer())),
    mimeType: file.type || 'application/octet-stream',
    cacheControl: typeof seconds === 'string' ? `max-age=${seconds}` : 'no-cache',
    userMetadata: typeof metadata === 'string' ? parseMetadata(metadata) : null,
  };
}

function parseMetadata(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    throw storageError('invalid_request', 'The metadata are not JSON');
  }
  throw storageError('invalid_request', 'The metadata are not an object');
}
