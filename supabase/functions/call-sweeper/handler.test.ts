import { beforeEach, describe, expect, it } from 'vitest';
import { accept } from '../_shared/application/accept-call.ts';
import { changeCall, ownRecord } from '../_shared/application/call-engine.ts';
import type { CallEvent } from '../_shared/core/call-events.ts';
import { DEFAULT_POLICY } from '../_shared/core/call-state.ts';
import { encodeClientState } from '../_shared/core/client-state.ts';
import { createHarness, type Harness, MAPLE, MEMBERS, settle } from '../_shared/testing/harness.ts';
import { createSweeperHandler } from './handler.ts';

const CALL = '00000000-0000-4000-8000-00000000ca11';
const CALLER = 'v3:caller';
let harness: Harness;

beforeEach(async () => {
  harness = createHarness();
  await ring();
});

async function ring(id = CALL, caller = CALLER): Promise<void> {
  await write(
    { id: `initiated:${id}`, type: 'leg.initiated', ...external(caller), legStartedAt: null },
    id,
    caller,
  );
}

const external = (callControlId: string) => ({
  occurredAt: harness.clock.now(),
  leg: { callControlId, role: 'external' as const, attempt: 0 },
});

/** Commits an event as a function would whose process died before doing anything else. */
async function write(event: CallEvent, id = CALL, caller = CALLER): Promise<void> {
  const identity = {
    id,
    organizationId: MAPLE.organizationId,
    direction: 'inbound' as const,
    fromNumber: '+14165550123',
    toNumber: MAPLE.phoneNumber,
    clientId: null,
    phoneNumberId: MAPLE.id,
    callControlId: caller,
    callSessionId: 'session',
  };
  const fresh = { identity, version: 0, policy: DEFAULT_POLICY, events: [], commands: [] };
  await changeCall<never>(
    harness,
    async () => (await harness.calls.load(id)) ?? { ...fresh, serverTime: harness.clock.now() },
    () => ({ events: [ownRecord(event)] }),
  );
}

async function sweep(token = 'right'): Promise<number> {
  const handle = createSweeperHandler({ ...harness, token: 'right' });
  const request = new Request('http://functions.test/', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  const { status } = await handle(request);
  await settle();
  return status;
}

/** Ana accepts, and the function's process dies right after the commit. */
async function acceptAndDie(): Promise<void> {
  const device = harness.directory.findDevice(MEMBERS.ana.memberId);
  const dead = { execute: () => never(), isLegAlive: () => never(), listActiveLegs: () => never() };
  await accept({ ...harness, telephony: dead }, MEMBERS.ana, device, CALL);
}

const never = (): Promise<never> => new Promise(() => undefined);

const state = (id = CALL) => harness.calls.rows.get(id)?.state;
const commands = () => harness.calls.rows.get(CALL)?.stored.commands ?? [];

describe('the sweeper', () => {
  it.each(['', 'wrong', 'rightt', 'righ'])(
    '[I9] lets nobody in with the token "%s"',
    async (token) => {
      await harness.clock.advance(60_000);
      expect(await sweep(token)).toBe(401);
      expect(state()?.status).toBe('ringing');
    },
  );

  it('lets nobody in while no token is set', async () => {
    const handle = createSweeperHandler({ ...harness, token: '' });
    expect((await handle(new Request('http://functions.test/', { method: 'POST' }))).status).toBe(
      401,
    );
  });

  it('[I3] a passed deadline ends the call, hangs up and makes the call-back task', async () => {
    await harness.clock.advance(25_100);
    expect(await sweep()).toBe(200);
    expect(state()).toMatchObject({
      status: 'ended',
      outcome: 'missed',
      outcomeReason: 'ring_timeout',
    });
    expect(harness.telephony.sent.map((one) => one.body)).toEqual([
      { kind: 'hangup', callControlId: CALLER },
    ]);
    expect(harness.calls.tasks.size).toBe(1);
  });

  it('[I6] killed between commit and command: sent within 10 s, once, under the same id', async () => {
    await acceptAndDie();
    const planned = commands().map((command) => command.commandId);
    expect(harness.telephony.sent).toEqual([]);
    await harness.clock.advance(5_000);
    await Promise.all([sweep(), sweep()]);
    await sweep();
    const sent = harness.telephony.sent.map((command) => command.commandId);
    // Ten seconds on, the caller is answered and hears the ring go on.
    const ringback = commands().filter(({ body }) => body.kind === 'play_ringback');
    const expected = [...planned, ...ringback.map(({ commandId }) => commandId)];
    expect([...new Set(sent)].toSorted()).toEqual(expected.toSorted());
    expect(commands().every(({ status }) => status === 'done')).toBe(true);
  });

  it('[I3] a dial that is too old is given up, not sent: the call rings again', async () => {
    await acceptAndDie();
    await harness.clock.advance(10_000);
    await sweep();
    expect(harness.telephony.kinds()).not.toContain('dial_agent');
    expect(state()).toMatchObject({ status: 'ringing', current: null });
  });

  it('a command that the call has left behind is not sent any more', async () => {
    await acceptAndDie();
    const ended: CallEvent = {
      id: 'ended',
      type: 'leg.ended',
      ...external(CALLER),
      legStartedAt: null,
      cause: 'originator_cancel',
      source: 'caller',
    };
    await write(ended);
    await harness.clock.advance(4_000);
    await sweep();
    expect(harness.telephony.sent).toEqual([]);
    expect(commands().every((command) => command.status !== 'pending')).toBe(true);
  });

  it('[I7] a lost hang-up: the leg that Telnyx no longer knows ends the call', async () => {
    harness.telephony.alive.set(CALLER, false);
    await harness.clock.advance(10_000);
    await sweep();
    expect(state()).toMatchObject({ status: 'ended', hangupCause: 'lost', outcome: 'missed' });
  });

  it('a leg that Telnyx cannot be asked about is left alone', async () => {
    harness.telephony.isLegAlive = () => Promise.resolve(null);
    await harness.clock.advance(10_000);
    await sweep();
    expect(state()?.status).toBe('ringing');
  });

  it("[I7] an agent's leg whose webhooks all got lost is up, not late", async () => {
    const device = harness.directory.findDevice(MEMBERS.ana.memberId);
    const clock = { now: harness.clock.now, sleep: never };
    await accept({ ...harness, clock }, MEMBERS.ana, device, CALL);
    await settle();
    await harness.clock.advance(12_100);
    await sweep();
    expect(state()).toMatchObject({
      status: 'active',
      current: { memberId: MEMBERS.ana.memberId },
    });
    expect(harness.telephony.kinds()).not.toContain('hangup');
  });

  it('[I6] tries to hang up for as long as Telnyx is away', async () => {
    await harness.clock.advance(25_100);
    const away = { ok: false, code: 'unavailable', retryAfterMs: null } as const;
    harness.telephony.answers.set(
      'hangup',
      Array.from({ length: 60 }, () => away),
    );
    for (let times = 0; times < 25; times += 1) {
      const sweeping = sweep();
      await harness.clock.advance(5_000);
      await sweeping;
    }
    expect(commands()).toMatchObject([{ status: 'done' }]);
  });

  describe('[I6] legs that we dialled and never heard of', () => {
    const stray = (callId: string, role: 'agent' | 'external') => ({
      callControlId: 'v3:stray',
      clientState: encodeClientState({ callId, role, attempt: 1 }),
    });
    const hungUp = () =>
      harness.telephony.sent
        .filter((command) => command.body.kind === 'hangup')
        .map((command) => 'callControlId' in command.body && command.body.callControlId);

    it('are hung up when their call is over', async () => {
      await harness.clock.advance(25_100);
      await sweep();
      harness.telephony.active = [stray(CALL, 'agent')];
      await sweepTwice();
      expect(hungUp()).toContain('v3:stray');
      expect(state()?.legs.map((leg) => leg.callControlId)).toContain('v3:stray');
    });

    it('are hung up when there is no such call', async () => {
      harness.telephony.active = [stray('00000000-0000-4000-8000-00000000dead', 'external')];
      await sweepTwice();
      expect(hungUp()).toContain('v3:stray');
    });

    it('are left alone when they are known, or somebody else’s', async () => {
      harness.telephony.active = [
        { callControlId: CALLER, clientState: null },
        { callControlId: 'v3:foreign', clientState: btoa('{"of":"another application"}') },
      ];
      await sweepTwice();
      expect(hungUp()).toEqual([]);
    });

    /** Strays are looked for in every other sweep, by the clock. */
    async function sweepTwice(): Promise<void> {
      await sweep();
      await harness.clock.advance(5_000);
      await sweep();
    }
  });

  it('one call that breaks does not keep the others', async () => {
    const other = '00000000-0000-4000-8000-00000000ca12';
    await ring(other, 'v3:other');
    const load = harness.calls.load;
    harness.calls.load = (id) => (id === CALL ? Promise.reject(new Error('poison')) : load(id));
    await harness.clock.advance(25_100);
    expect(await sweep()).toBe(200);
    expect(state()?.status).toBe('ringing');
    expect(state(other)?.status).toBe('ended');
    expect(harness.logged.some(({ level }) => level === 'error')).toBe(true);
  });

  it('says that the database is away', async () => {
    harness.calls.listDue = () => Promise.reject(new Error('down'));
    expect(await sweep()).toBe(503);
  });
});
