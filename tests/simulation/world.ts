import type { AiPolicy } from '../../supabase/functions/_shared/core/call-state.ts';
import {
  AI_ALWAYS,
  AI_CONTEXT,
  createHarness,
  MAPLE,
} from '../../supabase/functions/_shared/testing/harness.ts';
import { createMemoryCallRepository } from '../../supabase/functions/_shared/testing/memory-call-repository.ts';
import { createSweeperHandler } from '../../supabase/functions/call-sweeper/handler.ts';
import type { Checked } from './checked.ts';
import { drawFaults, type Faults, NO_FAULTS } from './faults.ts';
import { createHost, type Ports } from './function-host.ts';
import { AGENTS, People } from './people.ts';
import { Presence } from './presence.ts';
import { createRandom, type Random } from './random.ts';
import { postOf } from './request.ts';
import { DrawnDialGuard, drawRing } from './ring-world.ts';
import { RoomPeople } from './room-people.ts';
import { Scheduler } from './scheduler.ts';
import { checkAgreement, checkRest } from './settled-checks.ts';
import { StepChecks } from './step-checks.ts';
import { TelnyxModel } from './telnyx-model.ts';
import { Violation } from './violation.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

const CHAOS_MS = 40_000;
/** I7: fifteen seconds, and two for round trips. */
const AGREED_MS = CHAOS_MS + 17_000;
const HOME_MS = CHAOS_MS + 30_000;
const REST_MS = HOME_MS + 40_000;
const SWEEP_EVERY_MS = 5_000;

/** A planted bug changes what stands between the functions and the world. */
export interface Sabotage {
  ports?: (ports: Ports, world: { time: Scheduler; calls: Checked['calls'] }) => Ports;
  /** What Telnyx hears from the webhook function. */
  answerOf?: (respond: () => Promise<Response>) => Promise<Response>;
  withoutSweeper?: boolean;
  /** The line has an AI dispatcher. */
  withAi?: boolean;
  /** The line rings in steps, has hours and outcomes; tabs fall asleep and people go away. */
  withRing?: boolean;
  /** People hold, park, transfer, merge, listen in, and take second calls. */
  withRooms?: boolean;
}

export interface Life {
  seed: number;
  /** Null: every rule held. */
  violation: string | null;
  faults: Faults;
  steps: number;
  /** Of everything that was written and done, in order. */
  traceHash: string;
  trace: string[];
}

/** Lives one random life of the whole back: chaos, then healing, then rest. */
export async function live(seed: number, sabotage: Sabotage = {}): Promise<Life> {
  const trace: string[] = [];
  const world = build(seed, sabotage, trace);
  let violation: string | null = null;
  try {
    await run(world);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    violation = error.message;
  }
  return {
    seed,
    violation,
    faults: world.checked.drawn,
    steps: world.checked.time.steps,
    traceHash: hashOf(trace),
    trace,
  };
}

function drawPolicy(random: Random): AiPolicy {
  const mode = random.pick([
    'always',
    'overflow',
    'after_hours',
    'overflow_or_after_hours',
  ] as const);
  return {
    ...AI_ALWAYS,
    enabled: random.chance(0.9),
    mode,
    isOpen: random.chance(0.5),
    overflowAfterMs: random.between(3_000, 12_000),
    personRingTimeoutMs: random.between(5_000, 15_000),
  };
}

type World = ReturnType<typeof build>;

function build(seed: number, sabotage: Sabotage, trace: string[]) {
  const random = createRandom(seed);
  const time = new Scheduler();
  const withAi = sabotage.withAi === true;
  const withRing = sabotage.withRing === true;
  const withRooms = sabotage.withRooms === true;
  const drawn = drawFaults(random, withAi, withAi || withRing || withRooms);
  const ai = withAi ? drawPolicy(random) : null;
  const ring = withRing ? drawRing(random, AGENTS) : null;
  // With a line that is closed, the AI knows it too.
  if (ai && ring) ai.isOpen = ring.isOpen;
  const presence = new Presence(time, random, withRing ? AGENTS : []);
  const dialGuard = new DrawnDialGuard(random);
  const faults = (): Faults => (time.nowMs < CHAOS_MS ? drawn : NO_FAULTS);
  const note = (text: string): void => void trace.push(`${time.nowMs} ${text}`);
  const calls = createMemoryCallRepository({
    now: time.iso,
    numbers: [{ ...MAPLE, policy: { ...MAPLE.policy, ai, ring } }],
    reachable: () => presence.reachable(),
    aiContext: AI_CONTEXT,
    clients: new Map([['+14165550123', 'maria']]),
  });
  let violation: Violation | null = null;
  const telnyx: TelnyxModel = new TelnyxModel(time, {
    webhook: (type, payload, occurredAt) => {
      note(`${type} ${String(payload['call_control_id'])}`);
      webhooks.send(type, payload, occurredAt);
    },
    ring: (leg) => people.rang(leg),
    bridged: (a, b) => {
      const { aiRefused: _refused, aiDies: _dies, webhookDrop: _drop, ...hampering } = drawn;
      const couldStop = Object.values(hampering).every((rate) => rate === 0);
      if ((a.ai || b.ai) && couldStop) {
        violation ??= new Violation(`[I2] ${a.callControlId} has a person and the AI`);
      }
      // Telnyx ends the assistant of a leg that is joined to another.
      for (const leg of [a, b]) telnyx.endAi(leg, 'bridged');
      people.bridged(a, b);
    },
    mayStartAi: () => !random.chance(faults().aiRefused),
    aiStarted: (leg) => people.aiStarted(leg),
    aiTold: (leg) => people.aiTold(leg),
    effect: (command, leg) => {
      note(command.commandId);
      try {
        steps.effect(command, leg);
      } catch (error) {
        violation ??= error as Violation;
      }
    },
  });
  const honest: Ports = {
    calls,
    dialGuard,
    execute: (command) => telnyx.execute(command),
    isLegAlive: (callControlId) => telnyx.isAlive(callControlId),
    listActiveLegs: () => telnyx.activeLegs(),
  };
  const ports = sabotage.ports?.(honest, { time, calls }) ?? honest;
  const { directory } = createHarness();
  const unanswered = new Map<string, number>();
  const host = createHost({ time, random, faults, ports, directory, unanswered });
  const startFunction = () => host.start(faults().functionCrash);
  const answerOf = sabotage.answerOf ?? ((respond: () => Promise<Response>) => respond());
  const webhooks = new WebhookDelivery({ time, random, faults, startFunction, answerOf });
  const callIdOf = (callControlId: string) =>
    [...calls.rows.values()].find(({ stored }) => stored.identity.callControlId === callControlId)
      ?.stored.identity.id ?? '';
  const people = new People({
    time,
    random,
    faults,
    telnyx,
    presence,
    startFunction,
    callIdOf,
    withAi,
    withRooms,
  });
  const roomPeople = new RoomPeople({
    time,
    random,
    faults,
    telnyx,
    calls,
    presence,
    startFunction,
    asksToHangUp: (callId) => people.hangUpAskedFor.add(callId),
    won: (callId, member) => people.winners.push({ callId, member }),
  });
  const checked: Checked = {
    time,
    calls,
    telnyx,
    people,
    webhooks,
    drawn,
    healAtMs: CHAOS_MS,
    unanswered,
    presence,
    dialGuard,
    withAi,
    withRing,
    withRooms,
  };
  const steps = new StepChecks(checked);
  const check = watchful(checked, steps, note, () => violation);
  const sweep = (): void => {
    const deps = host.start(faults().sweeperCrash);
    void createSweeperHandler({ ...deps, token: 'sweeper' })(postOf({}, 'sweeper'));
    time.after(SWEEP_EVERY_MS, sweep);
  };
  if (!sabotage.withoutSweeper) time.after(random.between(0, SWEEP_EVERY_MS), sweep);
  people.plan(CHAOS_MS - 5_000);
  presence.plan(CHAOS_MS + 10_000);
  if (withRooms) roomPeople.plan(CHAOS_MS);
  return { checked, check };
}

/** After every step: show new rings to the agents, note what changed, look at the rules. */
function watchful(
  { calls, people }: Checked,
  steps: StepChecks,
  note: (text: string) => void,
  violation: () => Violation | null,
): () => void {
  let seen = 0;
  const told = new Map<string, number>();
  return () => {
    for (; seen < calls.broadcasts.length; seen += 1) {
      const change = calls.broadcasts[seen];
      if (!change) break;
      const events = calls.rows.get(change.callId)?.stored.events ?? [];
      const news = events
        .slice(told.get(change.callId) ?? 0)
        .map(({ id, type }) => `${type}=${id}`);
      told.set(change.callId, events.length);
      note(`${change.callId} v${change.version} ${change.status} ${news.join(' ')}`);
      const isInbound = calls.rows.get(change.callId)?.state.direction === 'inbound';
      if (change.status === 'ringing' && isInbound) people.sawRinging(change.callId);
    }
    const broken = violation();
    if (broken) throw broken;
    steps.check();
  };
}

async function run({ checked, check }: World): Promise<void> {
  await checked.time.runUntil(AGREED_MS, check);
  checkAgreement(checked);
  await checked.time.runUntil(HOME_MS, check);
  checked.people.goHome();
  await checked.time.runUntil(REST_MS, check);
  checkRest(checked);
}

/** FNV-1a, 32 bits. */
function hashOf(lines: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const line of lines) {
    for (let index = 0; index < line.length; index += 1) {
      hash = Math.imul(hash ^ line.charCodeAt(index), 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
