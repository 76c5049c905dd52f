import { requestPerson } from '../../supabase/functions/_shared/application/request-person.ts';
import {
  MAPLE,
  type MemberName,
  MEMBERS,
} from '../../supabase/functions/_shared/testing/harness.ts';
import { createCallControlHandler } from '../../supabase/functions/telnyx-call-control/handler.ts';
import { createMakeCallHandler } from '../../supabase/functions/telnyx-make-call/handler.ts';
import type { Faults } from './faults.ts';
import type { FunctionDeps } from './function-host.ts';
import type { Presence } from './presence.ts';
import type { Random } from './random.ts';
import { postOf } from './request.ts';
import type { Scheduler } from './scheduler.ts';
import { callIdOf, type Leg, type TelnyxModel } from './telnyx-model.ts';

export const AGENTS: readonly MemberName[] = ['ana', 'ben', 'nora'];
const FAR_NUMBERS = ['+14165550123', '+14165550177', '+14165550100'];

interface PeopleWorld {
  time: Scheduler;
  random: Random;
  faults: () => Faults;
  telnyx: TelnyxModel;
  presence: Presence;
  startFunction: () => FunctionDeps;
  /** Our id of a caller's call. */
  callIdOf: (callControlId: string) => string;
  withAi: boolean;
  withRooms: boolean;
}

/** Everybody with a mind of their own: callers, called people, agents and their browsers. */
export class People {
  /** Calls that an agent asked to hang up. */
  hangUpAskedFor = new Set<string>();
  /** Members who were told that a call is theirs. */
  winners: { callId: string; member: MemberName }[] = [];
  #popups = new Set<string>();
  readonly #world: PeopleWorld;

  constructor(world: PeopleWorld) {
    this.#world = world;
  }

  /** Plans who calls when, up to a moment. */
  plan(untilMs: number): void {
    const { random, time } = this.#world;
    const inbound = random.between(1, 3);
    for (let call = 0; call < inbound; call += 1) {
      time.after(random.between(0, untilMs), () => this.#callIn());
    }
    const outbound = random.between(0, 2);
    for (let call = 0; call < outbound; call += 1) {
      time.after(random.between(0, untilMs), () => this.#placeCall());
    }
  }

  #callIn(): void {
    const { random, time, telnyx } = this.#world;
    const leg = telnyx.callIn(random.pick(['+14165550123', '+14165550142']), MAPLE.phoneNumber);
    time.after(random.between(3_000, 60_000), () => {
      if (leg.wasBridged || leg.ai) return;
      telnyx.end(leg, 'originator_cancel', 'caller');
    });
  }

  #placeCall(): void {
    const { random, time } = this.#world;
    const member = random.pick(AGENTS);
    const to = random.pick(FAR_NUMBERS);
    const press = () =>
      void createMakeCallHandler(this.#world.startFunction())(postOf({ to }, member));
    press();
    if (random.chance(0.2)) time.after(random.between(0, 400), press);
  }

  /** The popup: a ringing call is seen by every agent, who may do something about it. */
  sawRinging(callId: string): void {
    if (this.#popups.has(callId)) return;
    this.#popups.add(callId);
    const { random, time } = this.#world;
    const together = random.chance(0.3) ? random.between(500, 8_000) : null;
    if (this.#world.withAi && random.chance(0.2)) {
      const pressMs = random.between(500, 8_000);
      time.after(pressMs, () => void this.#press(random.pick(AGENTS), callId, 'send_to_ai'));
    }
    for (const member of AGENTS) {
      const reactionMs = together ?? random.between(800, 26_000);
      const action = random.pick(['accept', 'accept', 'accept', 'decline', null, null]);
      if (action) time.after(reactionMs, () => void this.#press(member, callId, action));
      if (action && random.chance(0.2)) {
        time.after(
          reactionMs + random.between(0, 300),
          () => void this.#press(member, callId, action),
        );
      }
    }
    // A second round for a call that rings on or again.
    time.after(random.between(10_000, 35_000), () => {
      void this.#press(random.pick(AGENTS), callId, 'accept');
    });
  }

  /** The AI has a caller: it books and says goodbye, dies, asks for a person, or is relieved. */
  aiStarted(leg: Leg): void {
    const { random, time, telnyx } = this.#world;
    const conversation = leg.ai;
    const stillTalks = () => leg.ai === conversation && leg.state !== 'ended';
    const callId = this.#callOf(leg);
    const talkMs = random.between(2_000, 30_000);
    if (random.chance(this.#world.faults().aiDies)) {
      time.after(random.between(200, talkMs), () => stillTalks() && telnyx.endAi(leg, 'error'));
    }
    time.after(talkMs, () => stillTalks() && telnyx.end(leg, 'normal_clearing', 'callee'));
    if (random.chance(0.4)) {
      time.after(random.between(500, talkMs), () => {
        if (stillTalks()) void this.#wantPerson(callId);
      });
    }
    for (const member of AGENTS) {
      if (!random.chance(0.35)) continue;
      time.after(random.between(300, talkMs), () => void this.#press(member, callId, 'take_over'));
    }
  }

  /** The assistant offers to take a message, and says goodbye. */
  aiTold(leg: Leg): void {
    const { random, time, telnyx } = this.#world;
    time.after(random.between(3_000, 9_000), () => {
      if (leg.ai) telnyx.end(leg, 'normal_clearing', 'callee');
    });
  }

  async #wantPerson(callId: string): Promise<void> {
    const deps = this.#world.startFunction();
    const asked = { reason: 'a person', urgent: false, source: 'tool' } as const;
    // The tool's function may meet a database that is away: then the model hears that it failed.
    await requestPerson(deps, callId, asked).catch(() => undefined);
  }

  /** An agent's AI switch, pressed in a call of theirs. */
  #handBack(outside: Leg, agent: Leg): void {
    const member = AGENTS.find((name) => agent.to === `gencred${name}`);
    if (member) void this.#press(member, this.#callOf(outside), 'hand_back');
  }

  #callOf(leg: Leg): string {
    return this.#world.callIdOf(leg.callControlId);
  }

  async #press(member: MemberName, callId: string, action: string): Promise<void> {
    // A tab that sleeps presses nothing.
    if (!this.#world.presence.lives(MEMBERS[member].memberId)) return;
    // Even when the answer gets lost, it may have been done.
    if (action === 'hangup') this.hangUpAskedFor.add(callId);
    const handle = createCallControlHandler(this.#world.startFunction());
    const response = await handle(postOf({ call_id: callId, action }, member));
    const isClaim = action === 'accept' || action === 'take_over';
    if (isClaim && response.status === 200) this.winners.push({ callId, member });
  }

  /** A phone or a browser rings. */
  rang(leg: Leg): void {
    if (leg.kind === 'agent') this.#browserRang(leg);
    if (leg.kind === 'far' || leg.kind === 'mobile') this.#phoneRang(leg);
  }

  #browserRang(leg: Leg): void {
    const { random, time, telnyx } = this.#world;
    const faults = this.#world.faults();
    if (random.chance(faults.browserVanish)) return;
    const owner = AGENTS.find((name) => leg.to === `gencred${name}`);
    if (owner && !this.#world.presence.lives(MEMBERS[owner].memberId)) return;
    const isBusy =
      !this.#world.withRooms &&
      [...telnyx.legs.values()].some(
        (other) => other !== leg && other.to === leg.to && other.state === 'answered',
      );
    const afterMs = random.between(60, random.pick([400, 3_000, 7_500]));
    const rejects = isBusy || random.chance(faults.browserReject);
    time.after(afterMs, () => {
      if (rejects) telnyx.end(leg, isBusy ? 'user_busy' : 'call_rejected', 'callee');
      else telnyx.answer(leg);
    });
  }

  #phoneRang(leg: Leg): void {
    const { random, time, telnyx } = this.#world;
    const act = random.pick(['answer', 'answer', 'answer', 'busy', 'reject', 'nothing', 'unknown']);
    time.after(random.between(300, 20_000), () => {
      if (leg.state !== 'ringing') return;
      if (act === 'answer') telnyx.answer(leg);
      if (act === 'busy') telnyx.end(leg, 'user_busy', 'callee');
      if (act === 'reject') telnyx.end(leg, 'call_rejected', 'callee');
      if (act === 'unknown') telnyx.end(leg, 'not_found', 'callee');
    });
  }

  /** A conversation began; somebody will end it. */
  bridged(outside: Leg, agent: Leg): void {
    const { random, time, telnyx } = this.#world;
    const { withAi, withRooms } = this.#world;
    const talkMs = random.between(1_000, withRooms ? 70_000 : 40_000);
    const how = random.pick(['outside', 'browser', 'button']);
    if (this.#world.withAi && random.chance(0.5)) {
      time.after(random.between(800, talkMs), () => {
        if (outside.partner === agent) this.#handBack(outside, agent);
      });
    }
    time.after(talkMs, () => {
      // Whoever was given to the AI is not theirs to end any more.
      if (withAi && outside.partner !== agent) return;
      // In a room whoever is there with them may hang up, and the caller at any time.
      if (withRooms && how !== 'outside' && outside.partner !== agent) return;
      if (how === 'button') this.#endByButton(outside, agent);
      else telnyx.end(how === 'outside' ? outside : agent, 'normal_clearing');
    });
    time.after(talkMs + 8_000, () => {
      if (!withAi || outside.partner === agent) telnyx.end(outside, 'normal_clearing');
    });
  }

  #endByButton(outside: Leg, agent: Leg): void {
    const own = [outside, agent].find((leg) => leg.kind === 'agent');
    const member = AGENTS.find((name) => own?.to === `gencred${name}`);
    const callId = callIdOf(own?.commandId ?? '');
    if (member && callId) void this.#press(member, callId, 'hangup');
  }

  /** The day is over: whoever still waits outside goes, and then those whom they leave behind. */
  goHome(): void {
    const { telnyx, time, withRooms } = this.#world;
    for (const leg of telnyx.legs.values()) {
      // A mobile that only rings is not on the line: Telnyx gives it another cause.
      const isRinging = leg.kind === 'mobile' && leg.state === 'ringing';
      const cause = isRinging ? 'call_rejected' : 'normal_clearing';
      if (leg.kind !== 'agent') telnyx.end(leg, cause, 'caller');
    }
    if (!withRooms) return;
    time.after(3_000, () => {
      for (const leg of telnyx.legs.values()) {
        if (leg.kind === 'agent' && leg.room !== null) telnyx.end(leg, 'normal_clearing', 'callee');
      }
    });
  }
}
