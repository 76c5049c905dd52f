import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { useStack } from './stack-fixture.ts';

const fixture = useStack();

const text = async (blob: Blob | null) => (blob ? await blob.text() : null);

describe('uploads', () => {
  it('take bytes, blobs, files and streams, and give them back unchanged', async () => {
    const { client, userId } = await fixture.signIn();
    const bucket = client.storage.from('private');
    const bodies = {
      'bytes.bin': new Uint8Array([0, 1, 254, 255]),
      'blob.txt': new Blob(['blob ✓'], { type: 'text/plain' }),
      'file.txt': new File(['file'], 'some name.txt', { type: 'text/plain' }),
      'stream.txt': Readable.toWeb(Readable.from([Buffer.from('stre'), Buffer.from('am')])),
    };
    for (const [name, body] of Object.entries(bodies)) {
      const { data, error } = await bucket.upload(`${userId}/${name}`, body as Blob);
      expect(error).toBeNull();
      expect(data).toMatchObject({
        path: `${userId}/${name}`,
        fullPath: `private/${userId}/${name}`,
      });
    }
    const bytes = await bucket.download(`${userId}/bytes.bin`);
    expect(new Uint8Array((await bytes.data?.arrayBuffer()) ?? [])).toEqual(bodies['bytes.bin']);
    const blob = await bucket.download(`${userId}/blob.txt`);
    expect([await text(blob.data), blob.data?.type]).toEqual(['blob ✓', 'text/plain']);
    expect(await text((await bucket.download(`${userId}/file.txt`)).data)).toBe('file');
    expect(await text((await bucket.download(`${userId}/stream.txt`)).data)).toBe('stream');
  });

  it('replace only when asked to', async () => {
    const { client, userId } = await fixture.signIn();
    const bucket = client.storage.from('private');
    const path = `${userId}/note.txt`;
    const missing = await bucket.update(path, 'zero');
    expect(missing.error).toMatchObject({ statusCode: '404' });
    await bucket.upload(path, 'one');
    const again = await bucket.upload(path, 'two');
    expect(again.error).toMatchObject({
      statusCode: '409',
      message: 'The resource already exists',
    });
    expect(await text((await bucket.download(path)).data)).toBe('one');
    expect((await bucket.upload(path, 'three', { upsert: true })).error).toBeNull();
    expect(await text((await bucket.download(path)).data)).toBe('three');
    expect((await bucket.update(path, 'four')).error).toBeNull();
    expect(await text((await bucket.download(path)).data)).toBe('four');
  });

  it('hold the limits of their bucket', async () => {
    const { client, userId } = await fixture.signIn();
    const large = await client.storage
      .from('private')
      .upload(`${userId}/large.bin`, new Uint8Array(1024 * 1024 + 1));
    expect(large.error).toMatchObject({ statusCode: '413' });
    const wrongType = await client.storage
      .from('pictures')
      .upload(`${userId}/page.html`, '<p>', { contentType: 'text/html' });
    expect(wrongType.error).toMatchObject({ statusCode: '415' });
  });

  it('refuse names that lead elsewhere, unknown buckets and strangers', async () => {
    const { client, userId } = await fixture.signIn();
    const { apiUrl, keys } = fixture.stack();
    const { accessToken } = await fixture.signIn();
    const climbing = await fetch(`${apiUrl}/storage/v1/object/private/${userId}%2F..%2Fx`, {
      method: 'POST',
      headers: { apikey: keys.publishable, authorization: `Bearer ${accessToken}` },
      body: 'x',
    });
    expect(await climbing.json()).toMatchObject({ error: 'InvalidKey' });
    const nowhere = await client.storage.from('nowhere').upload(`${userId}/a`, 'x');
    expect(nowhere.error).toMatchObject({ statusCode: '404', message: 'Bucket not found' });
    const anonymous = await fixture.client().storage.from('private').upload(`${userId}/a`, 'x');
    expect(anonymous.error).toMatchObject({ statusCode: '403' });
  });
});

describe('row-level security of files', () => {
  it("[I8] keeps a user from reading, listing, writing, moving or removing another's", async () => {
    const [owner, stranger] = await Promise.all([fixture.signIn(), fixture.signIn()]);
    const path = `${owner.userId}/secret.txt`;
    await owner.client.storage.from('private').upload(path, 'secret');
    const theirs = stranger.client.storage.from('private');
    expect((await theirs.download(path)).error).not.toBeNull();
    expect((await theirs.createSignedUrl(path, 60)).error).toMatchObject({ statusCode: '404' });
    expect((await theirs.list(owner.userId)).data).toEqual([]);
    expect((await theirs.upload(path, 'x', { upsert: true })).error).toMatchObject({
      statusCode: '403',
    });
    expect((await theirs.move(path, `${stranger.userId}/mine.txt`)).error).not.toBeNull();
    expect((await theirs.copy(path, `${stranger.userId}/mine.txt`)).error).not.toBeNull();
    expect((await theirs.remove([path])).data).toEqual([]);
    const kept = await owner.client.storage.from('private').download(path);
    expect(await text(kept.data)).toBe('secret');
  });
});

describe('signed addresses', () => {
  it('open one file for everybody until they expire', async () => {
    const { client, userId } = await fixture.signIn();
    const bucket = client.storage.from('private');
    await bucket.upload(`${userId}/a b.txt`, 'signed');
    const { data } = await bucket.createSignedUrl(`${userId}/a b.txt`, 60);
    const url = data?.signedUrl ?? '';
    expect(await (await fetch(url)).text()).toBe('signed');
    const other = await fetch(url.replace('a%20b.txt', 'other.txt'));
    expect(await other.json()).toMatchObject({ error: 'InvalidSignature' });
    const short = await bucket.createSignedUrl(`${userId}/a b.txt`, 1);
    await expect
      .poll(async () => (await fetch(short.data?.signedUrl ?? '')).status, { timeout: 5_000 })
      .toBe(400);
  });

  it('are made in batches, with an error for what cannot be read', async () => {
    const { client, userId } = await fixture.signIn();
    const bucket = client.storage.from('private');
    await bucket.upload(`${userId}/1.txt`, 'one');
    const { data } = await bucket.createSignedUrls([`${userId}/1.txt`, `${userId}/2.txt`], 60);
    expect(await (await fetch(data?.[0]?.signedUrl ?? '')).text()).toBe('one');
    expect(data?.[1]).toMatchObject({
      signedUrl: null,
      error: expect.stringContaining('not exist'),
    });
  });

  it('let somebody else upload exactly one file', async () => {
    const { client, userId } = await fixture.signIn();
    const path = `${userId}/invited.txt`;
    const { data } = await client.storage.from('private').createSignedUploadUrl(path);
    const visitor = fixture.client().storage.from('private');
    const token = data?.token ?? '';
    const elsewhere = await visitor.uploadToSignedUrl(`${userId}/other.txt`, token, 'x');
    expect(elsewhere.error).not.toBeNull();
    expect((await visitor.uploadToSignedUrl(path, token, 'thanks')).error).toBeNull();
    expect(await text((await client.storage.from('private').download(path)).data)).toBe('thanks');
    const forbidden = await visitor.createSignedUploadUrl(path);
    expect(forbidden.error).toMatchObject({ statusCode: '403' });
  });
});

describe('files', () => {
  it('are listed a level at a time, moved, copied and removed', async () => {
    const { client, userId } = await fixture.signIn();
    const bucket = client.storage.from('private');
    for (const name of ['b.txt', 'a.txt', 'deep/er/c.txt'])
      await bucket.upload(`${userId}/${name}`, name);
    const listed = await bucket.list(userId);
    expect(listed.data?.map(({ name, id }) => [name, id !== null])).toEqual([
      ['a.txt', true],
      ['b.txt', true],
      ['deep', false],
    ]);
    const searched = await bucket.list(userId, { search: 'b', limit: 1 });
    expect(searched.data?.map(({ name }) => name)).toEqual(['b.txt']);
    expect((await bucket.move(`${userId}/a.txt`, `${userId}/moved.txt`)).error).toBeNull();
    expect((await bucket.copy(`${userId}/moved.txt`, `${userId}/copy.txt`)).error).toBeNull();
    const removed = await bucket.remove([`${userId}/moved.txt`, `${userId}/none.txt`]);
    expect(removed.data?.map(({ name }) => name)).toEqual([`${userId}/moved.txt`]);
    expect(await text((await bucket.download(`${userId}/copy.txt`)).data)).toBe('a.txt');
    expect((await bucket.exists(`${userId}/moved.txt`)).data).toBe(false);
    expect((await bucket.info(`${userId}/copy.txt`)).data).toMatchObject({ size: 5 });
  });

  it('of a public bucket are open to everybody, others are not', async () => {
    const { client, userId } = await fixture.signIn();
    const picture = new Blob(['<svg/>'], { type: 'image/svg+xml' });
    await client.storage.from('pictures').upload(`${userId}/p.svg`, picture);
    const { publicUrl } = client.storage.from('pictures').getPublicUrl(`${userId}/p.svg`).data;
    const answer = await fetch(publicUrl);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect((await fetch(publicUrl.replace('/pictures/', '/private/'))).status).toBe(400);
  });

  it('come in ranges, and not at all when unchanged', async () => {
    const { client, userId } = await fixture.signIn();
    const bucket = client.storage.from('private');
    await bucket.upload(`${userId}/range.txt`, '0123456789');
    const url = (await bucket.createSignedUrl(`${userId}/range.txt`, 60)).data?.signedUrl ?? '';
    const part = await fetch(url, { headers: { range: 'bytes=2-4' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    const beyond = await fetch(url, { headers: { range: 'bytes=10-' } });
    expect(beyond.status).toBe(416);
    const whole = await fetch(url);
    const etag = whole.headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });
});

describe('buckets', () => {
  it('are made, changed, emptied and removed with the secret key only', async () => {
    const { storage } = fixture.admin();
    expect(
      (await storage.createBucket('made', { public: false, fileSizeLimit: '1MB' })).error,
    ).toBeNull();
    expect((await storage.createBucket('made')).error).toMatchObject({ statusCode: '409' });
    expect((await storage.getBucket('made')).data).toMatchObject({ file_size_limit: 1048576 });
    await storage.from('made').upload('a.txt', 'a');
    expect((await storage.deleteBucket('made')).error).toMatchObject({ statusCode: '409' });
    expect((await storage.updateBucket('made', { public: true })).error).toBeNull();
    expect((await storage.emptyBucket('made')).error).toBeNull();
    expect((await storage.deleteBucket('made')).error).toBeNull();
    const { client } = await fixture.signIn();
    expect((await client.storage.createBucket('theirs')).error).toMatchObject({
      statusCode: '403',
    });
    expect((await client.storage.listBuckets()).data).toEqual([]);
  });
});
