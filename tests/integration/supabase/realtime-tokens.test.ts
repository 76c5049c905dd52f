import { describe, expect, it } from 'vitest';
import { createStackKeys } from '../../../local/supabase/keys.ts';
import { addMember, join } from './realtime-fixture.ts';
import { password, useStack } from './stack-fixture.ts';

// Public channels are allowed here.
const fixture = useStack({ accessTokenLifetimeSeconds: 120, privateChannelsOnly: false });

const admin = (body: unknown, method = 'POST', key = fixture.stack().keys.secret) =>
  fetch(`${fixture.stack().apiUrl}/realtime/v1/admin/faults`, {
    method,
    headers: { apikey: key },
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
  });

/** A token of a user as the stack's auth would sign it, with a lifetime of the test's choice. */
async function mintToken(userId: string, lifetimeSeconds: number): Promise<string> {
  const { signer } = await createStackKeys();
  const exp = Math.floor(Date.now() / 1000) + lifetimeSeconds;
  return signer.sign({ sub: userId, role: 'authenticated', aud: 'authenticated', exp });
}

/** Waits until the API refuses a token because it has expired. */
async function untilExpired(token: string): Promise<void> {
  const { apiUrl, keys } = fixture.stack();
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${apiUrl}/auth/v1/user`, {
          headers: { apikey: keys.publishable, authorization: `Bearer ${token}` },
        });
        return ((await answer.json()) as { msg?: string }).msg;
      },
      { timeout: 10_000, interval: 100 },
    )
    .toBe('JWT expired');
}

/** A member of a room who joins it with a token that expires soon. */
async function joinWithShortToken(room: string) {
  const { client, userId } = await fixture.signIn();
  await addMember(fixture, room, userId, true);
  const token = await mintToken(userId, 3);
  await client.realtime.setAuth(token);
  return { client, userId, token, channel: await join(client, room) };
}

describe('a token', () => {
  it('that expires ends the channel, with the reason', async () => {
    const { channel } = await joinWithShortToken('room:expiry');
    const messages: string[] = [];
    channel.channel.on('system', {}, (payload: { message?: string }) => {
      messages.push(payload.message ?? '');
    });
    expect(channel.status).toBe('SUBSCRIBED');
    await expect.poll(() => channel.statuses, { timeout: 10_000 }).toContain('CLOSED');
    expect(messages).toContain('Token has expired');
  });

  it('that is renewed in time keeps the channel', async () => {
    const { client, userId, token, channel } = await joinWithShortToken('room:renewal');
    await client.realtime.setAuth(await mintToken(userId, 120));
    await untilExpired(token);
    await fixture.admin().rpc('announce', { room: 'room:renewal', label: 'still here' });
    await expect.poll(() => channel.received.length).toBe(1);
    expect(channel.statuses).toEqual(['SUBSCRIBED']);
  });

  it('[I8] that is renewed after the membership ended loses the channel', async () => {
    const { client, userId } = await fixture.signIn();
    await addMember(fixture, 'room:revoked', userId, true);
    const channel = await join(client, 'room:revoked');
    await fixture.admin().from('room_members').delete().eq('user_id', userId);
    await client.realtime.setAuth(await mintToken(userId, 60));
    await expect.poll(() => channel.statuses).toContain('CLOSED');
  });

  it('that has expired opens nothing', async () => {
    const { userId } = await fixture.signIn();
    const token = await mintToken(userId, 1);
    await untilExpired(token);
    const late = fixture.client();
    await late.realtime.setAuth(token);
    const refused = await join(late, 'room:late');
    expect(refused.status).toBe('CHANNEL_ERROR');
    expect(refused.reason).toContain('InvalidJWTToken');
  });
});

describe('public channels', () => {
  it('are open when the project allows them, and apart from the private ones of that name', async () => {
    const one = await join(fixture.client(), 'room:both', { isPrivate: false, ack: true });
    const other = await join(fixture.client(), 'room:both', { isPrivate: false });
    const { client, userId } = await fixture.signIn();
    await addMember(fixture, 'room:both', userId, true);
    const apart = await join(client, 'room:both');
    expect([one.status, other.status, apart.status]).toEqual(Array(3).fill('SUBSCRIBED'));
    expect(await one.channel.send({ type: 'broadcast', event: 'hi', payload: {} })).toBe('ok');
    await expect.poll(() => other.received.length).toBe(1);
    expect(apart.received).toEqual([]);
  });
});

describe('faults', () => {
  it('need the secret key', async () => {
    const answer = await admin({ drop_sockets: true }, 'POST', fixture.stack().keys.publishable);
    expect(answer.status).toBe(403);
    expect((await admin({ drop_messages: 2 })).status).toBe(400);
  });

  it('cut sockets, refuse joins and lose messages until they are ended', async () => {
    const one = await join(fixture.client(), 'faulty', { isPrivate: false, ack: true });
    const other = await join(fixture.client(), 'faulty', { isPrivate: false });
    await admin({ drop_messages: 1 });
    await one.channel.send({ type: 'broadcast', event: 'lost', payload: {} });
    await admin({ drop_messages: 0 });
    await one.channel.send({ type: 'broadcast', event: 'kept', payload: {} });
    await expect.poll(() => other.received.map(({ event }) => event)).toEqual(['kept']);

    await admin({ refuse_joins: true });
    const refused = await join(fixture.client(), 'faulty', { isPrivate: false });
    expect(refused.status).toBe('CHANNEL_ERROR');
    await admin(null, 'DELETE');
    await admin({ drop_sockets: true });
    await expect.poll(() => other.statuses).toContain('CHANNEL_ERROR');
    // The real client comes back by itself.
    await expect.poll(() => other.statuses.at(-1), { timeout: 15_000 }).toBe('SUBSCRIBED');
  });
});

describe('access tokens', () => {
  it('live as long as the stack is told', async () => {
    const { email } = await fixture.signIn();
    const { data } = await fixture.client().auth.signInWithPassword({ email, password });
    expect(data.session?.expires_in).toBe(120);
  });
});
