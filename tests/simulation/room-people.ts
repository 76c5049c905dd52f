import type { CallState } from '../../supabase/functions/_shared/core/call-state.ts';
import type { CallControlRequest } from '../../supabase/functions/_shared/core/contracts/functions.ts';
import { type MemberName, MEMBERS } from '../../supabase/functions/_shared/testing/harness.ts';
import type { MemoryCallRepository } from '../../supabase/functions/_shared/testing/memory-call-repository.ts';
import { createCallControlHandler } from '../../supabase/functions/telnyx-call-control/handler.ts';
import type { Faults } from './faults.ts';
import type { FunctionDeps } from './function-host.ts';
import { AGENTS } from './people.ts';
import type { Presence } from './presence.ts';
import type { Random } from './random.ts';
import { postOf } from './request.ts';
import type { Scheduler } from './scheduler.ts';
import type { TelnyxModel } from './telnyx-model.ts';

type Press = Omit<CallControlRequest, 'call_id'>;

const OUTSIDE_NUMBERS = ['+14165550188', '+14165550189'];

interface RoomWorld {
  time: Scheduler;
  random: Random;
  faults: () => Faults;
  telnyx: TelnyxModel;
  calls: MemoryCallRepository;
  presence: Presence;
  startFunction: () => FunctionDeps;
  asksToHangUp: (callId: string) => void;
  won: (callId: string, member: MemberName) => void;
}

/** What agents do with their calls besides taking and ending them: they look at a card, and press. */
export class RoomPeople {
  #presses = 0;
  readonly #world: RoomWorld;

  constructor(world: RoomWorld) {
    this.#world = world;
  }

  /** Each looks at the screen every few seconds, up to a moment. */
  plan(untilMs: number): void {
    const { random, time } = this.#world;
    for (const member of AGENTS) {
      for (let atMs = random.between(500, 6_000); atMs < untilMs;) {
        time.after(atMs, () => this.#look(member));
        atMs += random.between(600, 6_000);
      }
    }
  }

  #look(member: MemberName): void {
    const { calls, random, presence } = this.#world;
    const { memberId } = MEMBERS[member];
    if (!presence.lives(memberId)) return;
    const options = [...calls.rows].flatMap(([callId, { state }]) =>
      this.#wishes(member, callId, state).map((press) => ({ callId, press })),
    );
    if (options.length === 0) return;
    const { callId, press } = random.pick(options);
    void this.#press(member, callId, press);
    if (random.chance(0.15)) void this.#press(member, callId, press);
    this.#mayVanish(memberId);
  }

  /** A page that dies in the middle of a call. */
  #mayVanish(memberId: string): void {
    const { calls, faults, random, telnyx } = this.#world;
    if (!random.chance(faults().browserVanish / 3)) return;
    for (const { state } of calls.rows.values()) {
      if (state.current?.memberId !== memberId) continue;
      for (const { callControlId, role } of state.legs) {
        const leg = telnyx.legs.get(callControlId);
        if (role === 'agent' && leg?.state === 'answered') telnyx.end(leg, 'unspecified');
      }
    }
  }

  /** What somebody could want with a call, as its card stands. */
  #wishes(member: MemberName, callId: string, state: CallState): Press[] {
    if (state.status === 'ended') return [];
    const { memberId } = MEMBERS[member];
    const own = state.room.parties.find(
      ({ who, status }) => status !== 'gone' && who.kind === 'member' && who.memberId === memberId,
    );
    if (own) return ownPart(own.status === 'ringing', own.role === 'supervisor');
    if (state.current === null) return waiting(state, memberId);
    if (state.current.memberId !== memberId) {
      return member === 'nora' ? [{ action: 'supervise', supervision: this.#mode() }] : [];
    }
    if (state.current.connectedAt === null) return [];
    return [...this.#talking(member, state), ...this.#merges(memberId, callId)];
  }

  #mode(): 'monitor' | 'whisper' | 'barge' {
    return this.#world.random.pick(['monitor', 'whisper', 'barge'] as const);
  }

  #talking(member: MemberName, { room }: CallState): Press[] {
    const { random } = this.#world;
    const others = room.parties.filter(
      ({ role, status }) => role !== 'supervisor' && status !== 'gone',
    );
    const some = others.length > 0 ? random.pick(others) : null;
    this.#presses += 1;
    const press = this.#presses;
    const device_id = '00000000-0000-4000-8000-0000000000d1';
    const target = this.#target(member);
    return [
      room.hold ? { action: 'resume' } : { action: 'hold' },
      room.hold ? { action: 'resume' } : { action: 'hold' },
      { action: 'park' },
      { action: 'transfer', mode: 'blind', target },
      { action: 'transfer', mode: 'attended', target },
      { action: 'add_person', target },
      { action: 'dtmf', digits: String(press % 10), press, device_id },
      { action: 'move_here' },
      ...(some ? withOthers(some.number) : []),
    ];
  }

  #target(member: MemberName): NonNullable<Press['target']> {
    const { random } = this.#world;
    if (random.chance(0.4)) return { number: random.pick(OUTSIDE_NUMBERS) };
    const colleague = random.pick(AGENTS.filter((name) => name !== member));
    return { member_id: MEMBERS[colleague].memberId };
  }

  #merges(memberId: string, callId: string): Press[] {
    const others = [...this.#world.calls.rows].filter(
      ([id, { state }]) =>
        id !== callId && state.status === 'active' && state.current?.memberId === memberId,
    );
    return others.flatMap(([other_call_id]): Press[] => [
      { action: 'merge', other_call_id },
      { action: 'resume' },
    ]);
  }

  async #press(member: MemberName, callId: string, press: Press): Promise<void> {
    const handle = createCallControlHandler(this.#world.startFunction());
    const response = await handle(postOf({ call_id: callId, ...press }, member));
    const before = this.#world.calls.rows.get(callId)?.state;
    const isClaim = press.action === 'accept' && response.status === 200;
    const isPart = before?.room.parties.some(
      ({ who }) => who.kind === 'member' && who.memberId === MEMBERS[member].memberId,
    );
    if (isClaim && !isPart) this.#world.won(callId, member);
  }
}

/** Somebody who was asked into a colleague's call, or listens to it. */
function ownPart(rings: boolean, listens: boolean): Press[] {
  if (rings) return [{ action: 'accept' }, { action: 'accept' }, { action: 'decline' }];
  return listens
    ? [{ action: 'stop_supervising' }, { action: 'supervise', supervision: 'whisper' }]
    : [{ action: 'hangup' }];
}

/** Parked or sent on; a ringing one that nobody had yet is for the popup. */
function waiting({ room }: CallState, memberId: string): Press[] {
  if (room.parked) return [{ action: 'accept' }];
  if (!room.handoff) return [];
  const { memberIds } = room.handoff;
  const rings = memberIds === null || memberIds.includes(memberId);
  return rings ? [{ action: 'accept' }, { action: 'accept' }, { action: 'decline' }] : [];
}

function withOthers(party: number): Press[] {
  return [
    { action: 'complete_transfer' },
    { action: 'cancel_transfer' },
    { action: 'leave' },
    { action: 'remove_party', party },
    { action: 'hold', party },
    { action: 'resume', party },
  ];
}
