import { describe, expect, it } from 'vitest';
import { addMember, join } from './realtime-fixture.ts';
import { useStack } from './stack-fixture.ts';

const fixture = useStack();
let rooms = 0;

/** A room with a writer and a reader, both joined. */
async function openRoom(version: string, readerOptions = {}) {
  rooms += 1;
  const room = `room:${rooms}`;
  const [writer, reader] = await Promise.all([fixture.signIn(version), fixture.signIn(version)]);
  await addMember(fixture, room, writer.userId, true);
  await addMember(fixture, room, reader.userId, false);
  const writing = await join(writer.client, room, { ack: true, presenceKey: 'writer' });
  const reading = await join(reader.client, room, {
    ack: true,
    presenceKey: 'reader',
    ...readerOptions,
  });
  return { room, writer, reader, writing, reading };
}

describe.each(['1.0.0', '2.0.0'])('protocol %s', (version) => {
  it('members join; broadcasts reach the others and not the sender', async () => {
    const { writing, reading } = await openRoom(version);
    expect([writing.status, reading.status]).toEqual(['SUBSCRIBED', 'SUBSCRIBED']);
    const payload = { text: 'grüße ✓', nested: { list: [1, null] } };
    const sent = await writing.channel.send({ type: 'broadcast', event: 'said', payload });
    expect(sent).toBe('ok');
    await expect.poll(() => reading.received).toEqual([{ event: 'said', payload }]);
    expect(writing.received).toEqual([]);
  });

  it('the sender hears himself when he asks for it', async () => {
    const { room, writer } = await openRoom(version);
    await writer.client.removeAllChannels();
    const own = await join(writer.client, room, { self: true, ack: true });
    await own.channel.send({ type: 'broadcast', event: 'echo', payload: { n: 1 } });
    await expect.poll(() => own.received).toEqual([{ event: 'echo', payload: { n: 1 } }]);
  });

  it('[I8] strangers and visitors are refused with the reason', async () => {
    const { room } = await openRoom(version);
    const stranger = await fixture.signIn(version);
    for (const client of [stranger.client, fixture.client(undefined, version)]) {
      const refused = await join(client, room);
      expect(refused.status).toBe('CHANNEL_ERROR');
      expect(refused.reason).toContain('do not have permissions to read from this Channel topic');
    }
  });

  it('a member without the right to write is told so, and nobody hears him', async () => {
    const { writing, reading } = await openRoom(version);
    const sent = await reading.channel.send({ type: 'broadcast', event: 'said', payload: {} });
    expect(sent).toBe('error');
    await writing.channel.send({ type: 'broadcast', event: 'after', payload: {} });
    await expect.poll(() => reading.received.map(({ event }) => event)).toEqual(['after']);
    expect(writing.received).toEqual([]);
  });

  it('what the database sends arrives in order, however large', async () => {
    const { room, reading, writing } = await openRoom(version);
    const large = 'x'.repeat(200_000);
    const labels = ['1', '2', large, '3'];
    for (const label of labels) await fixture.admin().rpc('announce', { room, label });
    for (const { received } of [reading, writing]) {
      await expect.poll(() => received.length).toBe(labels.length);
      expect(received.map(({ payload }) => (payload as { label: string }).label)).toEqual(labels);
    }
  });

  it('presence shows who comes and goes', async () => {
    const { writing, reading, writer } = await openRoom(version);
    expect(await writing.channel.track({ name: 'Ana' })).toBe('ok');
    await expect
      .poll(() => reading.channel.presenceState())
      .toMatchObject({ writer: [{ name: 'Ana' }] });
    await writing.channel.track({ name: 'Ana', busy: true });
    await expect
      .poll(() => reading.channel.presenceState())
      .toMatchObject({ writer: [{ name: 'Ana', busy: true }] });
    await writer.client.realtime.disconnect();
    await expect.poll(() => reading.channel.presenceState()).toEqual({});
  });

  it('leaving ends delivery', async () => {
    const { room, reading, reader, writing } = await openRoom(version);
    expect(await reader.client.removeChannel(reading.channel)).toBe('ok');
    await fixture.admin().rpc('announce', { room, label: 'gone' });
    await expect.poll(() => writing.received.length).toBe(1);
    expect(reading.received).toEqual([]);
  });
});

describe('binary payloads', () => {
  it('arrive as bytes in protocol 2.0.0', async () => {
    const { writing, reading } = await openRoom('2.0.0');
    const bytes = new Uint8Array([0, 200, 255]);
    await writing.channel.send({
      type: 'broadcast',
      event: 'bytes',
      payload: bytes.buffer as never,
    });
    await expect.poll(() => reading.received.length).toBe(1);
    expect(new Uint8Array(reading.received[0]?.payload as ArrayBuffer)).toEqual(bytes);
  });
});

describe('HTTP broadcasts', () => {
  it('reach the members when the sender may write', async () => {
    const { reading, writer, room } = await openRoom('2.0.0');
    const channel = writer.client.channel(`${room}`, { config: { private: true } });
    const sent = await channel.httpSend('posted', { n: 1 });
    expect(sent).toMatchObject({ success: true });
    await expect.poll(() => reading.received).toEqual([{ event: 'posted', payload: { n: 1 } }]);
  });

  it('[I8] are refused without that right, one by one and in batches', async () => {
    const { reading, writing, room, reader } = await openRoom('2.0.0');
    const { apiUrl, keys } = fixture.stack();
    const post = (path: string, body: unknown) =>
      fetch(`${apiUrl}/realtime/v1/api/broadcast${path}`, {
        method: 'POST',
        headers: { apikey: keys.publishable, authorization: `Bearer ${reader.accessToken}` },
        body: JSON.stringify(body),
      });
    const single = await post(`/${room}/events/x?private=true`, {});
    const batch = await post('', {
      messages: [{ topic: room, event: 'x', payload: {}, private: true }],
    });
    expect([single.status, batch.status]).toEqual([403, 403]);
    await writing.channel.send({ type: 'broadcast', event: 'after', payload: {} });
    await expect.poll(() => reading.received.map(({ event }) => event)).toEqual(['after']);
  });
});

describe('public channels', () => {
  it('are refused when the project allows private ones only', async () => {
    const { client } = await fixture.signIn();
    const refused = await join(client, 'lobby', { isPrivate: false });
    expect(refused.status).toBe('CHANNEL_ERROR');
    expect(refused.reason).toContain('PrivateOnly');
  });
});
