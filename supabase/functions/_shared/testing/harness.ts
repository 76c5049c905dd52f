import type { EngineDeps } from '../application/call-engine.ts';
import type { ParseNumber } from '../application/invite-party.ts';
import type { CommandBody } from '../core/call-plan.ts';
import { type AiPolicy, DEFAULT_POLICY } from '../core/call-state.ts';
import type { EscalationRule } from '../core/contracts/ai-profile.ts';
import { parseNumber } from '../core/phone-number.ts';
import { type RingPolicy, RINGS_NOBODY_ELSE } from '../core/ring-policy.ts';
import type { AiStartContext, OwnedNumber } from '../ports/call-repository.ts';
import type { Dial, DialAnswer, DialGuard, ReservedDial } from '../ports/dial-guard.ts';
import type {
  AgentDevice,
  DeviceCredential,
  Directory,
  Member,
  OutboundContext,
} from '../ports/directory.ts';
import type { Ids } from '../ports/runtime.ts';
import type { ActiveLeg, CommandResult, TelephonyPort } from '../ports/telephony.ts';
import { createMemoryCallRepository, type MemoryCallRepository } from './memory-call-repository.ts';

export const MAPLE: OwnedNumber = {
  id: '00000000-0000-4000-8000-00000000a001',
  organizationId: '00000000-0000-4000-8000-0000000000a0',
  phoneNumber: '+14375249932',
  policy: DEFAULT_POLICY,
};

export const MEMBERS = {
  ana: member('ana', '00000000-0000-4000-8000-0000000000a1', MAPLE.organizationId, 'agent'),
  ben: member('ben', '00000000-0000-4000-8000-0000000000a2', MAPLE.organizationId, 'agent'),
  nora: member('nora', '00000000-0000-4000-8000-0000000000a3', MAPLE.organizationId, 'owner'),
  dana: member(
    'dana',
    '00000000-0000-4000-8000-0000000000b1',
    '00000000-0000-4000-8000-0000000000b0',
    'owner',
  ),
};
export type MemberName = keyof typeof MEMBERS;

function member(
  name: string,
  memberId: string,
  organizationId: string,
  role: Member['role'],
): Member {
  return { memberId, organizationId, role, displayName: name };
}

/** A clock that stands until it is moved; sleepers wake in order. */
export class VirtualClock {
  #nowMs = Date.parse('2026-11-22T15:00:00.000Z');
  #sleepers: { at: number; wake: () => void }[] = [];

  now = (): string => new Date(this.#nowMs).toISOString();

  sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.#sleepers.push({ at: this.#nowMs + ms, wake: resolve });
    });

  /** Moves time on, waking sleepers at their moment, and lets all work settle after each. */
  async advance(ms: number): Promise<void> {
    const target = this.#nowMs + ms;
    await settle();
    for (;;) {
      const next = this.#sleepers.sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > target) break;
      this.#sleepers.shift();
      this.#nowMs = Math.max(this.#nowMs, next.at);
      next.wake();
      await settle();
    }
    this.#nowMs = target;
    await settle();
  }
}

/** Lets everything that can go on without time go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}

export interface SentCommand {
  commandId: string;
  body: CommandBody;
}

/** Telnyx as a notebook: writes down what was asked, answers as it was told to. */
export class FakeTelephony implements TelephonyPort {
  sent: SentCommand[] = [];
  /** Answers per kind, used up from the front. */
  answers = new Map<CommandBody['kind'], CommandResult[]>();
  alive = new Map<string, boolean | null>();
  #legs = 0;

  async execute(command: SentCommand): Promise<CommandResult> {
    this.sent.push(structuredClone({ commandId: command.commandId, body: command.body }));
    const told = this.answers.get(command.body.kind)?.shift();
    if (told) return told;
    if (command.body.kind === 'start_ai') {
      return { ok: true, leg: null, conversationId: `conversation-${command.body.session}` };
    }
    if (command.body.kind === 'open_room') {
      return { ok: true, leg: null, conferenceId: `room-of-${command.body.callControlId}` };
    }
    if (!command.body.kind.startsWith('dial_')) return { ok: true, leg: null };
    this.#legs += 1;
    const callControlId = `v3:leg${this.#legs}`;
    return { ok: true, leg: { callControlId } };
  }

  async isLegAlive(callControlId: string): Promise<boolean | null> {
    return this.alive.get(callControlId) ?? true;
  }

  /** What Telnyx says lives; by default nothing. */
  active: ActiveLeg[] = [];

  async listActiveLegs(): Promise<ActiveLeg[]> {
    return this.active;
  }

  kinds(): CommandBody['kind'][] {
    return this.sent.map((command) => command.body.kind);
  }
}

/** Limits that allow everything until told otherwise. */
export class FakeDialGuard implements Pick<DialGuard, 'reserve' | 'release'> {
  asked: Dial[] = [];
  released: ReservedDial[] = [];
  answer: DialAnswer = { ok: true, timeLimitSecs: 3_600 };

  async reserve(dial: Dial): Promise<DialAnswer> {
    this.asked.push(dial);
    return this.answer;
  }

  async release(dial: ReservedDial): Promise<void> {
    this.released.push(dial);
  }
}

export class FakeDirectory implements Directory {
  devices = new Map<string, AgentDevice>();
  saved: { deviceId: string; memberId: string }[] = [];
  context: Partial<OutboundContext> = {};

  async memberOf(accessToken: string): Promise<Member | null> {
    return MEMBERS[accessToken as MemberName] ?? null;
  }

  async findDevice(memberId: string): Promise<AgentDevice | null> {
    return this.devices.get(memberId) ?? null;
  }

  /** The credential connection of the business of these members; by default the installation's. */
  connectionId: string | null = null;
  /** What was saved of each member's credential. */
  credentialConnections = new Map<string, string>();

  async deviceCredential(memberId: string): Promise<DeviceCredential> {
    const device = this.devices.get(memberId);
    const { connectionId } = this;
    if (!device) return { connectionId, credential: null };
    const { credentialId, sipUsername } = device;
    const own = this.credentialConnections.get(memberId) ?? null;
    return { connectionId, credential: { credentialId, sipUsername, connectionId: own } };
  }

  async saveDevice(device: {
    deviceId: string;
    memberId: string;
    credentialId: string;
    sipUsername: string;
    connectionId: string;
  }): Promise<void> {
    this.saved.push(device);
    this.credentialConnections.set(device.memberId, device.connectionId);
    this.devices.set(device.memberId, { ...device, fresh: false });
  }

  async outboundContext(query: { memberId: string }): Promise<OutboundContext> {
    return {
      number: MAPLE,
      client: null,
      clientByNumber: null,
      device: this.devices.get(query.memberId) ?? null,
      busy: false,
      ...this.context,
    };
  }

  /** Members whom a popup would not reach. */
  unreachable = new Set<string>();

  async colleague(organizationId: string, memberId: string) {
    const known = Object.values(MEMBERS).find((one) => one.memberId === memberId);
    if (known?.organizationId !== organizationId) return null;
    return { isReachable: !this.unreachable.has(memberId) };
  }

  async freeParkSlot(): Promise<number> {
    return 1;
  }

  async nameOf(memberId: string): Promise<string | null> {
    return Object.values(MEMBERS).find((one) => one.memberId === memberId)?.displayName ?? null;
  }
}

export const countingIds = (): Ids => {
  let count = 0;
  return {
    next: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
    named: async (name) => {
      let hash = 0n;
      for (const character of name)
        hash = (hash * 131n + BigInt(character.charCodeAt(0))) % (1n << 48n);
      return `00000000-0000-5000-8000-${hash.toString(16).padStart(12, '0')}`;
    },
  };
};

export interface Harness extends EngineDeps {
  calls: MemoryCallRepository;
  telephony: FakeTelephony;
  directory: FakeDirectory;
  dialGuard: FakeDialGuard;
  /** Members whom a call would reach: with a ring policy. */
  reachable: Set<string>;
  clock: VirtualClock;
  ids: Ids;
  allowedOrigin: string;
  parseNumber: ParseNumber;
  logged: { level: string; message: string; fields: object }[];
}

/** A line that rings all three of Maple's people, is open, and does nothing when nobody answers. */
export const RINGS_EVERYBODY: RingPolicy = {
  ...RINGS_NOBODY_ELSE,
  steps: [
    {
      memberIds: [MEMBERS.ana, MEMBERS.ben, MEMBERS.nora].map(({ memberId }) => memberId),
      ringMs: 25_000,
    },
  ],
  hasOwnTimes: false,
  isOpen: true,
};

/** A line whose AI takes every call at once. */
export const AI_ALWAYS: AiPolicy = {
  enabled: true,
  mode: 'always',
  overflowAfterMs: 18_000,
  language: 'en',
  isOpen: true,
  personRingTimeoutMs: 20_000,
};

/** What its assistant is started with. */
export const AI_CONTEXT: AiStartContext = {
  assistantId: 'assistant-maple-en',
  language: 'en',
  businessName: 'Maple Plumbing',
  timeZone: 'America/Toronto',
  assistantName: 'the virtual assistant',
  callerFirstName: 'Maria',
  hours: [],
  services: [],
  history: [],
  now: '2026-11-22T15:00:00.000Z',
};

/**
 * The whole back of the product on in-memory ports.
 *
 * @param options.ai how the AI takes part in Maple's calls; left out: it does not
 * @param options.ring how Maple's line rings; left out: for everybody
 */
export function createHarness(
  options: { ai?: AiPolicy; ring?: Partial<RingPolicy>; escalations?: EscalationRule[] } = {},
): Harness {
  const clock = new VirtualClock();
  const logged: Harness['logged'] = [];
  const log =
    (level: string) =>
    (message: string, fields: object = {}) => {
      logged.push({ level, message, fields });
    };
  const directory = new FakeDirectory();
  for (const name of ['ana', 'ben', 'nora', 'dana'] as const) {
    directory.devices.set(MEMBERS[name].memberId, {
      deviceId: `00000000-0000-4000-8000-0000000000${name === 'ana' ? 'd1' : 'd2'}`,
      sipUsername: `gencred${name}`,
      credentialId: `cred-${name}`,
      fresh: true,
    });
  }
  const { ana, ben, nora } = MEMBERS;
  const reachable = new Set([ana, ben, nora].map(({ memberId }) => memberId));
  const policy = {
    ...MAPLE.policy,
    ai: options.ai ?? null,
    ring: options.ring ? { ...RINGS_EVERYBODY, ...options.ring } : null,
  };
  return {
    clock,
    logged,
    directory,
    reachable,
    dialGuard: new FakeDialGuard(),
    calls: createMemoryCallRepository({
      now: clock.now,
      numbers: [{ ...MAPLE, policy }],
      reachable: () => [...reachable],
      aiContext: AI_CONTEXT,
      escalations: options.escalations ?? [],
      clients: new Map([['+14165550123', 'maria']]),
    }),
    telephony: new FakeTelephony(),
    ids: countingIds(),
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    background: (work) => void work,
    allowedOrigin: '*',
    parseNumber: async (text) => parseNumber(text),
  };
}

/** A request as the browser sends it. */
export function memberRequest(member: MemberName | null, body: unknown): Request {
  return new Request('http://functions.test/', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(member ? { authorization: `Bearer ${member}` } : {}),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
