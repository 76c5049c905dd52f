import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  createRotatingVerifier,
  createWebhookVerifier,
  TOLERANCE_SECONDS,
} from './telnyx-signature.ts';

const NOW_MS = Date.parse('2026-11-22T15:00:00Z');
const SECONDS = String(NOW_MS / 1000);
const BODY = new TextEncoder().encode('{"data":{"event_type":"call.initiated","id":"é"}}');
const MUTATIONS = 2_000;

const pair = generateKeyPairSync('ed25519');
const publicKey = pair.publicKey
  .export({ type: 'spki', format: 'der' })
  .subarray(-32)
  .toString('base64');
const verify = createWebhookVerifier([publicKey]);

function signature(body: Uint8Array = BODY, timestamp: string = SECONDS): string {
  const signed = Buffer.concat([Buffer.from(`${timestamp}|`), body]);
  return sign(null, signed, pair.privateKey).toString('base64');
}

const genuine = { signature: signature(), timestamp: SECONDS };

/** A small generator of its own, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

function withByteChanged(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = random(changed.length);
  changed[at] = (changed[at] ?? 0) ^ (1 + random(255));
  return changed;
}

describe('[I9] the signature of a webhook', () => {
  it('holds for what Telnyx sent, also when it comes again', async () => {
    expect(await verify(BODY, genuine, NOW_MS)).toEqual({ ok: true });
    expect(await verify(BODY, genuine, NOW_MS)).toEqual({ ok: true });
  });

  it('holds for an empty body', async () => {
    const empty = new Uint8Array();
    const headers = { signature: signature(empty), timestamp: SECONDS };
    expect(await verify(empty, headers, NOW_MS)).toEqual({ ok: true });
  });

  it(`${MUTATIONS} changes of one byte in body, signature or timestamp are all refused`, async () => {
    const random = numbers(42);
    const raw = Buffer.from(genuine.signature, 'base64');
    const accepted: string[] = [];
    for (let round = 0; round < MUTATIONS; round += 1) {
      const what = (['body', 'signature', 'timestamp'] as const)[round % 3] ?? 'body';
      const body = what === 'body' ? withByteChanged(BODY, random) : BODY;
      const headers = {
        signature:
          what === 'signature'
            ? Buffer.from(withByteChanged(raw, random)).toString('base64')
            : genuine.signature,
        timestamp:
          what === 'timestamp'
            ? Buffer.from(withByteChanged(Buffer.from(SECONDS), random)).toString('latin1')
            : SECONDS,
      };
      if ((await verify(body, headers, NOW_MS)).ok) accepted.push(`${round} ${what}`);
    }
    expect(accepted).toEqual([]);
  });

  it.each([
    [TOLERANCE_SECONDS, true],
    [-TOLERANCE_SECONDS, true],
    [TOLERANCE_SECONDS + 1, false],
    [-TOLERANCE_SECONDS - 1, false],
  ])('a clock %i s away: %s', async (skewSeconds, ok) => {
    const result = await verify(BODY, genuine, NOW_MS + skewSeconds * 1_000);
    expect(result).toEqual(ok ? { ok: true } : { ok: false, reason: 'stale' });
  });

  it.each(['NaN', 'abc', '1e9', ' ', '0x6921', '-1', `${SECONDS}.0`, `${SECONDS}000`])(
    'a timestamp "%s" is stale, however it is signed',
    async (timestamp) => {
      const headers = { signature: signature(BODY, timestamp), timestamp };
      expect(await verify(BODY, headers, NOW_MS)).toMatchObject({ ok: false });
    },
  );

  it('shifting the border between timestamp and body does not help', async () => {
    const shifted = new TextEncoder().encode(
      `${SECONDS.slice(-1)}|${new TextDecoder().decode(BODY)}`,
    );
    const headers = { signature: genuine.signature, timestamp: SECONDS.slice(0, -1) };
    expect((await verify(shifted, headers, NOW_MS)).ok).toBe(false);
  });

  it.each([
    [{ signature: null, timestamp: SECONDS }, 'missing_signature'],
    [{ signature: genuine.signature, timestamp: null }, 'missing_signature'],
    [{ signature: '', timestamp: SECONDS }, 'missing_signature'],
    [{ signature: 'no base64!', timestamp: SECONDS }, 'bad_signature'],
    [{ signature: btoa('short'), timestamp: SECONDS }, 'bad_signature'],
    [{ signature: btoa('\0'.repeat(64)), timestamp: SECONDS }, 'bad_signature'],
  ])('refuses headers %#', async (headers, reason) => {
    expect(await verify(BODY, headers, NOW_MS)).toEqual({ ok: false, reason });
  });

  it.each([[[]], [['']], [['no key']], [[btoa('short')]]])(
    'fails closed without a usable key (%j)',
    async (keys) => {
      const result = await createWebhookVerifier(keys)(BODY, genuine, NOW_MS);
      expect(result).toEqual({ ok: false, reason: 'not_configured' });
    },
  );
});

describe('keys that were rotated', () => {
  const other = generateKeyPairSync('ed25519')
    .publicKey.export({ type: 'spki', format: 'der' })
    .subarray(-32)
    .toString('base64');

  function stored(keys: string[]) {
    const store = { keys, reads: 0, isDown: false };
    return {
      store,
      async list() {
        store.reads += 1;
        if (store.isDown) throw new Error('the database is down');
        return store.keys;
      },
    };
  }

  it('a webhook of a stored key holds; the stored ones are not read for those of the environment', async () => {
    const keys = stored([publicKey]);
    expect(await createRotatingVerifier([publicKey], keys)(BODY, genuine, NOW_MS)).toEqual({
      ok: true,
    });
    expect(keys.store.reads).toBe(0);
    expect(await createRotatingVerifier([other], keys)(BODY, genuine, NOW_MS)).toEqual({
      ok: true,
    });
    expect(await createRotatingVerifier([''], keys)(BODY, genuine, NOW_MS)).toEqual({ ok: true });
  });

  it('[I9] a flood of forged ones costs one read a second, and leaves nothing', async () => {
    const keys = stored([other]);
    const rotating = createRotatingVerifier([other], keys);
    for (let at = 0; at < 2_000; at += 10) {
      expect(await rotating(BODY, genuine, NOW_MS + at)).toEqual({
        ok: false,
        reason: 'bad_signature',
      });
    }
    expect(keys.store.reads).toBe(2);
  });

  it('a key that was stored a moment ago holds within a second', async () => {
    const keys = stored([]);
    const rotating = createRotatingVerifier([other], keys);
    expect((await rotating(BODY, genuine, NOW_MS)).ok).toBe(false);
    keys.store.keys = [publicKey];
    expect(await rotating(BODY, genuine, NOW_MS + 1_000)).toEqual({ ok: true });
  });

  it('while the database is away the keys that were read last hold', async () => {
    const keys = stored([publicKey]);
    const rotating = createRotatingVerifier([other], keys);
    expect((await rotating(BODY, genuine, NOW_MS)).ok).toBe(true);
    keys.store.isDown = true;
    expect((await rotating(BODY, genuine, NOW_MS + 60_000)).ok).toBe(true);
    expect((await createRotatingVerifier([other], keys)(BODY, genuine, NOW_MS)).ok).toBe(false);
  });
});
