import { describe, expect, it } from 'vitest';
import { parseJson, readBody } from './body.ts';

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request('http://functions.test/', {
    method: 'POST',
    body,
    headers,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);

/** An endless body: counts what is read of it. */
function endless(chunkBytes: number) {
  const counted = { chunks: 0, isCancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      counted.chunks += 1;
      controller.enqueue(new Uint8Array(chunkBytes));
    },
    cancel() {
      counted.isCancelled = true;
    },
  });
  return { counted, stream };
}

describe('reading a body', () => {
  it.each([0, 1, 99, 100])('takes %i bytes of 100', async (size) => {
    const read = await readBody(post(new Uint8Array(size)), 100);
    expect(read.ok && read.bytes.byteLength).toBe(size);
  });

  it('[I9] refuses one byte more', async () => {
    expect(await readBody(post(new Uint8Array(101)), 100)).toEqual({
      ok: false,
      reason: 'too_large',
    });
  });

  it('takes no body for an empty one', async () => {
    expect(await readBody(post(null), 100)).toEqual({ ok: true, bytes: new Uint8Array() });
  });

  it('[I9] an endless body costs no more than the limit, whatever its length says', async () => {
    const { counted, stream } = endless(64);
    const read = await readBody(post(stream, { 'content-length': '10' }), 1_000);
    expect(read).toEqual({ ok: false, reason: 'too_large' });
    expect(counted.chunks).toBeLessThan(20);
    expect(counted.isCancelled).toBe(true);
  });

  it('[I9] a body that says it is too large is not read', async () => {
    const { counted, stream } = endless(64);
    expect((await readBody(post(stream, { 'content-length': '1001' }), 1_000)).ok).toBe(false);
    expect(counted.chunks).toBeLessThan(3);
  });

  it('puts the pieces together in their order', async () => {
    const parts = ['{"a', '":"é', '"}'].map((part) => new TextEncoder().encode(part));
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of parts) controller.enqueue(part);
        controller.close();
      },
    });
    const read = await readBody(post(stream), 100);
    expect(read.ok && parseJson(read.bytes)).toEqual({ a: 'é' });
  });
});

describe('parsing JSON', () => {
  it.each([['{"data":'], [''], ['undefined'], ["{'a':1}"]])('%j is none', (text) => {
    expect(parseJson(new TextEncoder().encode(text))).toBeUndefined();
  });

  it('bytes that are no UTF-8 are none', () => {
    expect(parseJson(Uint8Array.from([0x22, 0xff, 0xfe, 0x22]))).toBeUndefined();
  });

  it('null is a value', () => {
    expect(parseJson(new TextEncoder().encode('null'))).toBeNull();
  });
});
