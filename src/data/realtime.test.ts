// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { announceChannelEpoch } from './channel-epoch.ts';
import { onLimitsChanged } from './limits-changed.ts';
import { onMembershipChanged } from './membership-changed.ts';
import { subscribeToCalls } from './realtime.ts';
import type { Supabase } from './supabase-client.ts';
import { onTasksChanged } from './tasks-changed.ts';
import { onTeamChanged } from './team-changed.ts';

const SCOPE = { organizationId: 'maple', memberId: 'ana' };

interface FakeChannel {
  topic: string;
  isLeft: boolean;
  /** As the server answers a join, or closes the channel. */
  answer(status: 'SUBSCRIBED' | 'CHANNEL_ERROR' | 'CLOSED'): void;
  hear(event: string): void;
}

/** The client library's channels, and what `my_membership` answers. */
function fakeSupabase() {
  const channels: FakeChannel[] = [];
  const server = { epoch: 1 as number | null, membershipReads: 0 };
  const supabase = {
    realtime: { setAuth: async () => undefined },
    rpc: () => ({
      abortSignal: () => ({
        async throwOnError() {
          server.membershipReads += 1;
          const { epoch } = server;
          return {
            data: epoch === null ? null : { organizationId: 'maple', channelEpoch: epoch },
          };
        },
      }),
    }),
    channel(topic: string) {
      const listeners = new Map<string, (message: { payload: unknown }) => void>();
      let onStatus = (_status: string) => {};
      const channel: FakeChannel = {
        topic,
        isLeft: false,
        answer: (status) => onStatus(status),
        hear: (event) => listeners.get(event)?.({ payload: {} }),
      };
      channels.push(channel);
      return {
        channel,
        on(
          _kind: string,
          { event }: { event: string },
          run: (message: { payload: unknown }) => void,
        ) {
          listeners.set(event, run);
        },
        subscribe(run: (status: string) => void) {
          onStatus = run;
        },
      };
    },
    removeChannel({ channel }: { channel: FakeChannel }) {
      channel.isLeft = true;
    },
  };
  const open = () => channels.filter(({ isLeft }) => !isLeft).map(({ topic }) => topic);
  return { supabase: supabase as unknown as Supabase, channels, server, open };
}

let fake: ReturnType<typeof fakeSupabase>;
let joined: boolean[];
let appointmentReads: number;
let leave: () => void;

const settle = () => vi.advanceTimersByTimeAsync(0);
const channelOf = (topic: string) => {
  const channel = fake.channels.findLast((one) => one.topic === topic && !one.isLeft);
  if (!channel) throw new Error(`${topic} is not joined: ${fake.open().join(', ')}`);
  return channel;
};

beforeEach(async () => {
  vi.useFakeTimers();
  fake = fakeSupabase();
  joined = [];
  appointmentReads = 0;
  leave = subscribeToCalls(fake.supabase, SCOPE, {
    onCard: () => undefined,
    onQuality: () => undefined,
    onJoined: (isJoined) => joined.push(isJoined),
    onTranscriptChanged: () => undefined,
    onAppointmentsChanged: () => {
      appointmentReads += 1;
    },
  });
  await settle();
  channelOf('org:maple:1').answer('SUBSCRIBED');
  channelOf('member:ana').answer('SUBSCRIBED');
});
afterEach(() => {
  leave();
  vi.useRealTimers();
});

describe('[I8] the channel of a business', () => {
  it('is joined under its present name', () => {
    expect(fake.open().toSorted()).toEqual(['member:ana', 'org:maple:1']);
    expect(joined).toEqual([true]);
  });

  it('[I7] joined, or joined again: what nobody told of meanwhile is read again', async () => {
    const heard = vi.fn<() => void>();
    const stops = [onTasksChanged, onTeamChanged, onLimitsChanged].map((on) => on(heard));
    expect(appointmentReads).toBe(1);
    channelOf('org:maple:1').answer('CLOSED');
    await vi.advanceTimersByTimeAsync(60_000);
    channelOf('org:maple:1').answer('SUBSCRIBED');
    expect(appointmentReads).toBe(2);
    expect(heard).toHaveBeenCalledTimes(3);
    for (const stop of stops) stop();
  });

  it('moves: everybody follows at once, and is told to read the calls again', async () => {
    fake.server.epoch = 2;
    channelOf('org:maple:1').hear('channel_moved');
    await settle();
    channelOf('org:maple:2').answer('SUBSCRIBED');
    expect(fake.open().toSorted()).toEqual(['member:ana', 'org:maple:2']);
    expect(joined).toEqual([true, false, true]);
  });

  it('the last word was lost: the membership that is read now and then tells', async () => {
    fake.server.epoch = 3;
    announceChannelEpoch({ organizationId: 'maple', channelEpoch: 3 });
    await settle();
    expect(fake.open()).toContain('org:maple:3');
    expect(fake.open()).not.toContain('org:maple:1');
  });

  it('an unchanged name disturbs nothing', async () => {
    announceChannelEpoch({ organizationId: 'maple', channelEpoch: 1 });
    await settle();
    expect(joined).toEqual([true]);
  });

  it('a refused join asks for the name again instead of knocking at the old one', async () => {
    fake.server.epoch = 2;
    channelOf('org:maple:1').answer('CHANNEL_ERROR');
    await vi.advanceTimersByTimeAsync(600);
    expect(fake.open()).toContain('org:maple:2');
  });

  it('whoever is no member any more joins nothing, and the app is told to look', async () => {
    let told = 0;
    const stop = onMembershipChanged(() => (told += 1));
    fake.server.epoch = null;
    channelOf('org:maple:1').hear('channel_moved');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.open()).toEqual(['member:ana']);
    expect(told).toBeGreaterThan(0);
    stop();
  });

  it('left for good, nothing is joined again', async () => {
    leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.open()).toEqual([]);
  });
});
