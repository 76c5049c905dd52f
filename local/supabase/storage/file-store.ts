import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { storageError } from './errors.ts';

/** A received file that is not an object's yet. */
export interface ReceivedFile {
  path: string;
  sizeBytes: number;
  /** Quoted, as in the header. */
  etag: string;
}

/**
 * The bytes of the objects. A file is named after its object's version (a UUID), never after
 * anything a client sent, and never changes.
 */
export interface FileStore {
  /** Writes a stream to a new file; refuses more than `limitBytes`. */
  receive(version: string, body: Readable, limitBytes: number): Promise<ReceivedFile>;
  /** Makes a received file the version's content. */
  keep(file: ReceivedFile, version: string): Promise<void>;
  discard(file: ReceivedFile): Promise<void>;
  copy(fromVersion: string, toVersion: string): Promise<void>;
  remove(version: string): Promise<void>;
  read(version: string, range?: { start: number; end: number }): ReadStream;
}

/** @param folder where the files live; made if there is none */
export function createFileStore(folder: string): FileStore {
  const pathOf = (version: string) => join(folder, version.slice(0, 2), version);
  const prepare = (version: string) =>
    mkdir(join(folder, version.slice(0, 2)), { recursive: true });
  return {
    async receive(version, body, limitBytes) {
      await prepare(version);
      const path = `${pathOf(version)}.part`;
      const hash = createHash('md5');
      let sizeBytes = 0;
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          sizeBytes += chunk.length;
          hash.update(chunk);
          if (sizeBytes > limitBytes) done(storageError('too_large'));
          else done(null, chunk);
        },
      });
      try {
        await pipeline(body, measure, createWriteStream(path));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return { path, sizeBytes, etag: `"${hash.digest('hex')}"` };
    },
    keep: (file, version) => rename(file.path, pathOf(version)),
    discard: (file) => rm(file.path, { force: true }),
    async copy(fromVersion, toVersion) {
      await prepare(toVersion);
      await copyFile(pathOf(fromVersion), pathOf(toVersion));
    },
    remove: (version) => rm(pathOf(version), { force: true }),
    read: (version, range) => createReadStream(pathOf(version), range),
  };
}
