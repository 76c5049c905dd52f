import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** WAV files on disk: only the newest are kept. */
export interface WavFiles {
  write(name: string, wav: Uint8Array): Promise<void>;
  read(name: string): Promise<Buffer | null>;
  remove(name: string): void;
}

const KEPT_FILES = 60;

/** @param folder made when it is missing */
export function openWavFiles(folder: string): WavFiles {
  mkdirSync(folder, { recursive: true });
  const pathOf = (name: string): string => join(folder, `${name}.wav`);
  const prune = (): void => {
    const files = readdirSync(folder)
      .map((file) => ({ file, changedMs: statSync(join(folder, file)).mtimeMs }))
      .sort((a, b) => b.changedMs - a.changedMs);
    for (const { file } of files.slice(KEPT_FILES)) rmSync(join(folder, file), { force: true });
  };
  return {
    async write(name, wav) {
      await writeFile(pathOf(name), wav);
      prune();
    },
    async read(name) {
      try {
        return await readFile(pathOf(name));
      } catch {
        return null;
      }
    },
    remove(name) {
      rmSync(pathOf(name), { force: true });
    },
  };
}

/** Mixes a 16-bit stereo WAV with a 44-byte header down to one channel. */
export function toMono(wav: Uint8Array): Buffer {
  const source = Buffer.from(wav.buffer, wav.byteOffset, wav.byteLength);
  if (source.length < 44 || source.readUInt16LE(22) !== 2) return source;
  const frames = Math.floor((source.length - 44) / 4);
  const mono = Buffer.alloc(44 + frames * 2);
  source.copy(mono, 0, 0, 44);
  mono.writeUInt32LE(36 + frames * 2, 4);
  mono.writeUInt16LE(1, 22);
  mono.writeUInt32LE(source.readUInt32LE(24) * 2, 28);
  mono.writeUInt16LE(2, 32);
  mono.writeUInt32LE(frames * 2, 40);
  for (let frame = 0; frame < frames; frame += 1) {
    const left = source.readInt16LE(44 + frame * 4);
    const right = source.readInt16LE(46 + frame * 4);
    mono.writeInt16LE(Math.max(-32_768, Math.min(32_767, left + right)), 44 + frame * 2);
  }
  return mono;
}
