import { beforeAll, describe, expect, it } from 'vitest';
import type { CallEvent } from '../core/call-events.ts';
import { foldCall } from '../core/call-fold.ts';
import type { PlannedCommand } from '../core/call-plan.ts';
import { DEFAULT_POLICY } from '../core/call-state.ts';
import type {
  CallChange,
  CallIdentity,
  CallRepository,
  CommitResult,
  EventRecord,
} from '../ports/call-repository.ts';

/** What the suite needs to know of the world that the repository stands in. */
export interface RepositoryUnderTest {
  calls: CallRepository;
  organizationId: string;
  number: { id: string; phoneNumber: string; ringTimeoutMs: number };
  /** Two members of the organisation, neither in a call. */
  members: readonly [string, string];
  client: { id: string; phoneNumber: string };
  /** A caller whom nobody knows. */
  strangerNumber: string;
  /** Gives these members a living browser, and the others none. */
  setReachable(memberIds: readonly string[]): Promise<void>;
  /** Open and done call-back tasks of a call. */
  countTasks(callId: string): Promise<number>;
}

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

/**
 * What every CallRepository does. Run against the one in memory and against Postgres, so that what the
 * unit tests and the simulation rely on is what production does.
 */
export function callRepositoryContract(makeRepository: () => Promise<RepositoryUnderTest>): void {
  let under: RepositoryUnderTest;
  let calls: CallRepository;

  beforeAll(async () => {
    under = await makeRepository();
    calls = under.calls;
  });

  /** One call of the suite: its identity and log, and the changes that a test commits. */
  function newCall(fromNumber: string = under.strangerNumber) {
    const id = crypto.randomUUID();
    const identity: CallIdentity = {
      id,
      organizationId: under.organizationId,
      direction: 'inbound',
      fromNumber,
      toNumber: under.number.phoneNumber,
      clientId: null,
      phoneNumberId: under.number.id,
      callControlId: `v3:caller-${id}`,
      callSessionId: 'session',
    };
    const leg = { callControlId: `v3:caller-${id}`, role: 'external' as const, attempt: 0 };
    const startedMs = Date.now();
    const at = (ms: number) => new Date(startedMs + ms).toISOString();
    const initiated = (): CallEvent => ({
      id: `initiated-${id}`,
      type: 'leg.initiated',
      occurredAt: at(0).replace('Z', '123Z'),
      legStartedAt: null,
      leg,
    });
    const claimed = (memberId: string, suffix = ''): CallEvent => ({
      id: `${id}:claimed:1${suffix}`,
      type: 'call.claimed',
      occurredAt: at(50),
      attempt: 1,
      memberId,
      deviceId: crypto.randomUUID(),
      sipUsername: 'gencredone',
    });
    const ended = (): CallEvent => ({
      id: `ended-${id}`,
      type: 'leg.ended',
      occurredAt: at(9_000),
      legStartedAt: at(0),
      leg,
      cause: 'originator_cancel',
      source: 'caller',
    });
    const hangup: PlannedCommand = {
      commandId: `${id}:hangup:${leg.callControlId}`,
      body: { kind: 'hangup', callControlId: leg.callControlId },
    };
    const change = (
      expectedVersion: number,
      log: CallEvent[],
      added: CallEvent[],
      more: Partial<CallChange> = {},
    ): CallChange => ({
      identity,
      expectedVersion,
      state: foldCall('inbound', DEFAULT_POLICY, [...log, ...added]),
      events: added.map(record),
      commands: [],
      commandUpdates: [],
      requireFreeMemberId: null,
      audit: [],
      ...more,
    });
    const ring = () => calls.commit(change(0, [], [initiated()]));
    return { id, identity, leg, initiated, claimed, ended, hangup, change, ring };
  }

  const refused = (reason: string): CommitResult => ({ ok: false, reason }) as CommitResult;

  describe('writing', () => {
    it('creates a call at version 1 and gives it back as it was written', async () => {
      const call = newCall();
      expect(await call.ring()).toEqual({ ok: true, version: 1, newCommands: [] });
      const stored = await calls.load(call.id);
      expect(stored).toMatchObject({ identity: call.identity, version: 1, commands: [] });
      expect(stored?.events).toEqual([call.initiated()]);
    });

    it('[I5] refuses a version that is not the present one, and writes nothing', async () => {
      const call = newCall();
      await call.ring();
      const [member] = under.members;
      const stale = call.change(0, [], [call.claimed(member)]);
      expect(await calls.commit(stale)).toEqual(refused('conflict'));
      const early = call.change(7, [call.initiated()], [call.claimed(member)]);
      expect(await calls.commit(early)).toEqual(refused('conflict'));
      expect((await calls.load(call.id))?.events).toHaveLength(1);
    });

    it('[I1] refuses an event that it has, and writes nothing else of the change', async () => {
      const call = newCall();
      await call.ring();
      const again = call.change(1, [], [call.initiated(), call.ended()], {
        commands: [call.hangup],
      });
      expect(await calls.commit(again)).toEqual(refused('duplicate_event'));
      expect(await calls.load(call.id)).toMatchObject({ version: 1, commands: [] });
    });

    it('[I2] of two commits on the same version one wins', async () => {
      const call = newCall();
      await call.ring();
      const results = await Promise.all(
        ['a', 'b'].map((suffix) => {
          const event: CallEvent = { ...call.ended(), id: `ended-${suffix}-${call.id}` };
          return calls.commit(call.change(1, [call.initiated()], [event]));
        }),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.find((result) => !result.ok)).toEqual(refused('conflict'));
      expect((await calls.load(call.id))?.version).toBe(2);
    });

    it('[I2] of 50 claims at once one wins', async () => {
      const call = newCall();
      await call.ring();
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, index) => {
          const member = under.members[index % 2] as string;
          return calls.commit(call.change(1, [call.initiated()], [call.claimed(member)]));
        }),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      const events = (await calls.load(call.id))?.events ?? [];
      expect(events.filter((event) => event.type === 'call.claimed')).toHaveLength(1);
      await finish(call, events);
    });

    it('[I2] two creations of the same call make one', async () => {
      const call = newCall();
      const results = await Promise.all([call.ring(), call.ring()]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect((await calls.load(call.id))?.version).toBe(1);
    });

    it('refuses a second call to a member who holds one, until that has ended', async () => {
      const [member] = under.members;
      const [first, second] = [newCall(), newCall()];
      await first.ring();
      await second.ring();
      const take = (call: typeof first) =>
        calls.commit(
          call.change(1, [call.initiated()], [call.claimed(member)], {
            requireFreeMemberId: member,
          }),
        );
      expect(await take(first)).toMatchObject({ ok: true });
      expect(await take(second)).toEqual(refused('agent_busy'));
      await finish(first, [first.initiated(), first.claimed(member)]);
      expect(await take(second)).toMatchObject({ ok: true });
      await finish(second, [second.initiated(), second.claimed(member)]);
    });

    it('[I2] a member who takes two calls at once gets one', async () => {
      const [, member] = under.members;
      const both = [newCall(), newCall()];
      await Promise.all(both.map((call) => call.ring()));
      const results = await Promise.all(
        both.map((call) =>
          calls.commit(
            call.change(1, [call.initiated()], [call.claimed(member)], {
              requireFreeMemberId: member,
            }),
          ),
        ),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results).toContainEqual(refused('agent_busy'));
      for (const call of both) {
        await finish(call, (await calls.load(call.id))?.events ?? []);
      }
    });

    async function finish(call: ReturnType<typeof newCall>, log: CallEvent[]): Promise<void> {
      const version = (await calls.load(call.id))?.version ?? 0;
      await calls.commit(call.change(version, log, [call.ended()]));
    }
  });

  describe('commands', () => {
    it('[I6] are issued once, and only new ones are handed out', async () => {
      const call = newCall();
      const first = await calls.commit(
        call.change(0, [], [call.initiated()], { commands: [call.hangup] }),
      );
      expect(first).toMatchObject({
        newCommands: [{ ...call.hangup, status: 'pending', tries: 0 }],
      });
      const again = call.change(1, [call.initiated()], [call.ended()], { commands: [call.hangup] });
      expect(await calls.commit(again)).toMatchObject({ ok: true, newCommands: [] });
      expect((await calls.load(call.id))?.commands).toHaveLength(1);
    });

    it('count their tries, and never come back from done', async () => {
      const call = newCall();
      await calls.commit(call.change(0, [], [call.initiated()], { commands: [call.hangup] }));
      const statuses = [];
      for (const status of ['pending', 'done', 'pending', 'failed'] as const) {
        const version = (await calls.load(call.id))?.version ?? 0;
        const { commandId } = call.hangup;
        await calls.commit(
          call.change(version, [call.initiated()], [], {
            commandUpdates: [
              { commandId, status, errorCode: status === 'done' ? null : 'unavailable' },
            ],
          }),
        );
        const command = (await calls.load(call.id))?.commands[0];
        statuses.push(`${command?.status} ${command?.tries}`);
      }
      expect(statuses).toEqual(['pending 1', 'done 2', 'done 2', 'done 2']);
    });
  });

  it('[I12] makes one call-back task of a missed call, however often it is written', async () => {
    const call = newCall();
    await call.ring();
    expect(await under.countTasks(call.id)).toBe(0);
    await calls.commit(call.change(1, [call.initiated()], [call.ended()]));
    const late: CallEvent = { ...call.ended(), id: `late-${call.id}` };
    await calls.commit(call.change(2, [call.initiated(), call.ended()], [late]));
    expect(await under.countTasks(call.id)).toBe(1);
  });

  describe('finding what an event belongs to', () => {
    const query = (more: Partial<Parameters<CallRepository['loadForEvent']>[0]> = {}) => ({
      eventId: crypto.randomUUID(),
      callId: null,
      callControlId: `v3:unknown-${crypto.randomUUID()}`,
      fromNumber: under.client.phoneNumber,
      toNumber: under.number.phoneNumber,
      ...more,
    });

    it('by one of its legs', async () => {
      const call = newCall();
      await call.ring();
      const context = await calls.loadForEvent(query({ callControlId: call.leg.callControlId }));
      expect(context).toMatchObject({
        seen: false,
        call: { identity: { id: call.id }, version: 1 },
      });
    });

    it('by the call that the client state names', async () => {
      const call = newCall();
      await call.ring();
      const context = await calls.loadForEvent(query({ callId: call.id }));
      expect(context.call?.identity.id).toBe(call.id);
    });

    it('by its leg when the client state names a call that is not there', async () => {
      const call = newCall();
      await call.ring();
      const { callControlId } = call.leg;
      const context = await calls.loadForEvent(
        query({ callId: crypto.randomUUID(), callControlId }),
      );
      expect(context.call?.identity.id).toBe(call.id);
    });

    it('none yet: whose number was called, by whom, and for how long it rings', async () => {
      const context = await calls.loadForEvent(query());
      expect(context).toMatchObject({
        seen: false,
        call: null,
        clientId: under.client.id,
        number: {
          id: under.number.id,
          organizationId: under.organizationId,
          phoneNumber: under.number.phoneNumber,
          policy: {
            ...DEFAULT_POLICY,
            ringTimeoutMs: under.number.ringTimeoutMs,
            ring: { hasOwnTimes: false, steps: [{ ringMs: under.number.ringTimeoutMs }] },
          },
        },
      });
    });

    it('nothing at all: neither our number nor a known caller', async () => {
      const context = await calls.loadForEvent(
        query({ toNumber: '+19995550100', fromNumber: null }),
      );
      expect(context).toMatchObject({ seen: false, call: null, number: null, clientId: null });
    });

    it('[I1] that it was seen, with a call or without one', async () => {
      const call = newCall();
      await call.ring();
      expect((await calls.loadForEvent(query({ eventId: call.initiated().id }))).seen).toBe(true);
      const loose = looseEvent();
      await calls.storeLooseEvent(loose);
      await calls.storeLooseEvent(loose);
      expect((await calls.loadForEvent(query({ eventId: loose.id }))).seen).toBe(true);
    });
  });

  describe('who can be reached', () => {
    const reachable = async (callId: string) =>
      (await calls.load(callId))?.policy.ring?.reachable.toSorted() ?? [];
    const context = () =>
      calls.loadForEvent({
        eventId: crypto.randomUUID(),
        callId: null,
        callControlId: 'v3:none',
        fromNumber: under.strangerNumber,
        toNumber: under.number.phoneNumber,
      });

    it('a call that begins, and one that rings, know who would hear it', async () => {
      const [one, two] = under.members;
      await under.setReachable([one, two]);
      const call = newCall();
      await call.ring();
      expect(await reachable(call.id)).toEqual([one, two].toSorted());
      const ring = (await context()).number?.policy.ring;
      expect(ring?.reachable.toSorted()).toEqual([one, two].toSorted());
      expect(ring?.steps.flatMap((step) => step.memberIds).toSorted()).toEqual(
        [one, two].toSorted(),
      );
      expect(ring).toMatchObject({ testMemberId: null, unansweredOutcome: 'none' });
      await under.setReachable([two]);
      expect(await reachable(call.id)).toEqual([two]);
    });

    it('who is in a call is not reached by another, but by the same', async () => {
      const [one, two] = under.members;
      await under.setReachable([one, two]);
      const [first, second] = [newCall(), newCall()];
      await first.ring();
      await second.ring();
      await calls.commit(first.change(1, [first.initiated()], [first.claimed(one)]));
      expect(await reachable(second.id)).toEqual([two]);
      expect(await reachable(first.id)).toEqual([one, two].toSorted());
      await calls.commit(first.change(2, [first.initiated(), first.claimed(one)], [first.ended()]));
      expect(await reachable(second.id)).toEqual([one, two].toSorted());
    });

    it('a call that rings only where nobody can hear it is due', async () => {
      const [one] = under.members;
      await under.setReachable([one]);
      const call = newCall();
      const began: CallEvent = {
        id: `${call.id}:ring_step:1`,
        type: 'ring.step_began',
        occurredAt: call.initiated().occurredAt,
        offer: 1,
        turn: 0,
        request: null,
        step: 1,
        memberIds: [one],
        endsAt: new Date(Date.now() + 60_000).toISOString(),
      };
      await calls.commit(call.change(0, [], [call.initiated(), began]));
      const due = () => calls.listDue({ limit: 500, quietAfterMs: 60_000, pendingAfterMs: 60_000 });
      expect(await due()).not.toContain(call.id);
      await under.setReachable([]);
      expect(await due()).toContain(call.id);
    });

    it("a health check's call leaves no task", async () => {
      const [one] = under.members;
      const call = newCall();
      const test: CallEvent = {
        id: `${call.id}:test_began`,
        type: 'call.test_began',
        occurredAt: call.initiated().occurredAt,
        memberId: one,
      };
      await calls.commit(call.change(0, [], [call.initiated(), test]));
      await calls.commit(call.change(1, [call.initiated(), test], [call.ended()]));
      expect(await under.countTasks(call.id)).toBe(0);
    });
  });

  describe('what is due', () => {
    const due = (more: Partial<Parameters<CallRepository['listDue']>[0]> = {}) =>
      calls.listDue({ limit: 1_000, quietAfterMs: 600_000, pendingAfterMs: 600_000, ...more });

    it('a fresh call is not', async () => {
      const call = newCall();
      await call.ring();
      expect(await due()).not.toContain(call.id);
    });

    it('[I3] a call past its deadline is', async () => {
      const call = newCall();
      const change = call.change(0, [], [call.initiated()]);
      const deadlineAt = new Date(Date.now() - 1_000).toISOString();
      await calls.commit({ ...change, state: { ...change.state, deadlineAt } });
      expect(await due()).toContain(call.id);
    });

    it('a call with a command pending is, and with the command done is not', async () => {
      const call = newCall();
      await calls.commit(call.change(0, [], [call.initiated()], { commands: [call.hangup] }));
      expect(await due()).not.toContain(call.id);
      expect(await due({ pendingAfterMs: -1_000 })).toContain(call.id);
      const { commandId } = call.hangup;
      const commandUpdates = [{ commandId, status: 'done' as const, errorCode: null }];
      await calls.commit(call.change(1, [call.initiated()], [], { commandUpdates }));
      expect(await due({ pendingAfterMs: -1_000 })).not.toContain(call.id);
    });

    it('a quiet call is, an ended one is not', async () => {
      const call = newCall();
      await call.ring();
      expect(await due({ quietAfterMs: -1_000 })).toContain(call.id);
      await calls.commit(call.change(1, [call.initiated()], [call.ended()]));
      expect(await due({ quietAfterMs: -1_000 })).not.toContain(call.id);
    });

    it('touching a call changes nothing but when it is due', async () => {
      const call = newCall();
      await call.ring();
      await calls.touch(call.id);
      expect((await calls.load(call.id))?.version).toBe(1);
    });

    it('no more than asked for', async () => {
      await newCall().ring();
      await newCall().ring();
      expect(await due({ quietAfterMs: -1_000, limit: 1 })).toHaveLength(1);
    });
  });

  describe('times', () => {
    it('come back as ISO 8601 UTC with a Z, and the clock of the repository comes along', async () => {
      const call = newCall();
      await calls.commit(call.change(0, [], [call.initiated()], { commands: [call.hangup] }));
      const stored = await calls.load(call.id);
      expect(stored?.serverTime).toMatch(ISO_UTC);
      expect(stored?.commands[0]?.createdAt).toMatch(ISO_UTC);
      const context = await calls.loadForEvent({
        eventId: 'none',
        callId: call.id,
        callControlId: 'v3:none',
        fromNumber: null,
        toNumber: null,
      });
      expect(context.serverTime).toMatch(ISO_UTC);
      expect(context.call?.serverTime).toMatch(ISO_UTC);
    });

    it("keep the source's microseconds", async () => {
      const call = newCall();
      await call.ring();
      expect((await calls.load(call.id))?.events[0]?.occurredAt).toBe(call.initiated().occurredAt);
    });
  });

  it('knows nothing of a call that is not there', async () => {
    expect(await calls.load(crypto.randomUUID())).toBeNull();
  });

  it('[I1] parks a dead letter twice without complaint', async () => {
    const letter = { id: crypto.randomUUID(), source: 'test', reason: 'broken_json', body: '{' };
    await calls.parkDeadLetter(letter);
    await expect(calls.parkDeadLetter(letter)).resolves.toBeUndefined();
  });
}

function record(event: CallEvent): EventRecord {
  return {
    id: event.id,
    source: event.type.startsWith('leg.') ? 'telnyx' : 'app',
    type: event.type,
    occurredAt: event.occurredAt,
    event,
    payload: null,
    ignoredReason: null,
  };
}

function looseEvent(): EventRecord {
  return {
    id: crypto.randomUUID(),
    source: 'telnyx',
    type: 'call.cost',
    occurredAt: new Date().toISOString(),
    event: null,
    payload: { total_cost: '0.01' },
    ignoredReason: 'not_used',
  };
}
