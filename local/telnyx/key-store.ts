import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The account's webhook signing key (Ed25519), kept over restarts. */
export interface KeyStore {
  /** Base64 of the 32 raw bytes, as Telnyx's portal and `GET /v2/public_key` show it. */
  publicKey(): string;
  /** Base64 of the 64-byte signature. */
  sign(bytes: Buffer): string;
  /** Signs with a key that nobody published: a forged webhook. */
  forge(bytes: Buffer): string;
  /** Replaces the key pair; the old public key stops being right at once. */
  rotate(): string;
  /** Back to the key pair that was there when the store was opened. */
  restore(): void;
  /** A secret of this data folder, for login tokens and signed links. */
  readonly secret: Buffer;
}

const RAW_KEY_BYTES = 32;

function rawPublicKey(privateKey: KeyObject): string {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return spki.subarray(-RAW_KEY_BYTES).toString('base64');
}

function newPrivateKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

/** Reads the key pair of `dataDir`, or makes one. */
export function openKeyStore(dataDir: string): KeyStore {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'webhook-signing-key.pem');
  const keep = (key: KeyObject): KeyObject => {
    writeFileSync(path, key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    return key;
  };
  let privateKey = existsSync(path) ? createPrivateKey(readFileSync(path)) : keep(newPrivateKey());
  const first = privateKey;
  const stranger = newPrivateKey();
  const secretPath = join(dataDir, 'token-secret');
  if (!existsSync(secretPath)) writeFileSync(secretPath, randomBytes(32), { mode: 0o600 });
  return {
    publicKey: () => rawPublicKey(privateKey),
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64'),
    forge: (bytes) => sign(null, bytes, stranger).toString('base64'),
    rotate() {
      privateKey = keep(newPrivateKey());
      return rawPublicKey(privateKey);
    },
    restore() {
      if (privateKey !== first) privateKey = keep(first);
    },
    secret: createHash('sha256').update(readFileSync(secretPath)).digest(),
  };
}
