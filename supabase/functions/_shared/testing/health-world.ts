import type { LetterDeps } from '../application/dead-letters.ts';
import type { RepairDeps } from '../application/health-repair.ts';
import type { SelfTestDeps } from '../application/self-test.ts';
import type { ResourceFields } from '../core/number-account.ts';
import type { Directory } from '../ports/directory.ts';
import { createHarness, MAPLE, settle, type VirtualClock } from './harness.ts';

const APPLICATION = 'application';
const WEBHOOK = 'https://ours.test/functions/v1/telnyx-voice-webhook';

/** A Telnyx account and an installation as fields that a test can break. */
export interface HealthTestWorld {
  deps: RepairDeps &
    LetterDeps &
    SelfTestDeps & { directory: Pick<Directory, 'memberOf'>; allowedOrigin: string };
  clock: VirtualClock;
  application: ResourceFields;
  browsers: ResourceFields;
  /** The connection of Maple's number. */
  numberAt: string;
  publicKey: string;
  sweptAt: string | null;
  /** What was changed or dialled. */
  did: string[];
  reports: { state: string; codes: string[] }[];
  repairs: Record<string, unknown>[];
}

/** The health check on ports in memory. */
export function createHealthWorld(): HealthTestWorld {
  const harness = createHarness();
  const world: Omit<HealthTestWorld, 'deps'> = {
    clock: harness.clock,
    application: {
      webhookUrl: WEBHOOK,
      failoverUrl: '',
      webhookApiVersion: '2',
      isActive: true,
      voiceProfileId: 'profile',
    },
    browsers: { isActive: true, sipUriCalling: 'internal', voiceProfileId: 'profile' },
    numberAt: APPLICATION,
    publicKey: 'known',
    sweptAt: harness.clock.now(),
    did: [],
    reports: [],
    repairs: [],
  };
  const made = world as HealthTestWorld;
  made.deps = {
    ...harness,
    ...accountPorts(made),
    ...storePorts(made),
    ...testPorts(made),
    dispatchers: { state: () => Promise.reject(new Error('not asked')) },
    assistants: { exists: () => Promise.resolve({ ok: true, value: true }) },
    read: () => null,
    resyncAi: () => Promise.resolve(true),
    settings: {
      webhookUrl: WEBHOOK,
      failoverUrl: WEBHOOK,
      connectionId: APPLICATION,
      credentialConnectionId: 'browsers',
      publicKeys: ['known'],
      keyEnding: '4f2a',
      migrations: { newest: '1', count: 1 },
    },
  };
  return made;
}

function accountPorts(world: HealthTestWorld): Pick<HealthTestWorld['deps'], 'account'> {
  const fieldsOf = (kind: string) => (kind === 'application' ? world.application : world.browsers);
  return {
    account: {
      readResource: (kind, id) =>
        Promise.resolve({ ok: true, value: { id, name: kind, fields: { ...fieldsOf(kind) } } }),
      changeResource: (kind, _current, fields) => {
        world.did.push(`change ${kind}`);
        Object.assign(fieldsOf(kind), fields);
        return Promise.resolve({ ok: true, value: null });
      },
      findNumber: (phoneNumber) =>
        Promise.resolve({
          ok: true,
          value: {
            id: 'number',
            phoneNumber,
            status: 'active',
            connectionId: world.numberAt,
            messagingProfileId: null,
            type: null,
            country: null,
            hasEmergencyAddress: null,
          },
        }),
      connectNumber: (_id, connectionId) => {
        world.did.push(`connect ${connectionId}`);
        world.numberAt = connectionId;
        return Promise.resolve({ ok: true, value: null });
      },
      readPublicKey: () => Promise.resolve({ ok: true, value: world.publicKey }),
      readBalance: () => Promise.resolve({ ok: true, value: { amount: '20', currency: 'USD' } }),
      readProfile: (id) =>
        Promise.resolve({
          ok: true,
          profile: {
            id,
            name: 'profile',
            limits: {
              enabled: true,
              countries: ['CA'],
              dailySpendLimitCents: 2_000,
              concurrentLegs: 10,
              maxRatePerMinute: 500,
            },
          },
        }),
    },
  };
}

function storePorts(world: HealthTestWorld): Pick<HealthTestWorld['deps'], 'health' | 'functions'> {
  const keys: string[] = [];
  return {
    functions: {
      ping: () => Promise.resolve([{ name: 'telnyx-voice-webhook', status: 405 }]),
      sweep: () => {
        world.sweptAt = world.clock.now();
        return Promise.resolve(200);
      },
    },
    health: {
      facts: () =>
        Promise.resolve({
          now: world.clock.now(),
          numbers: [{ id: MAPLE.id, phoneNumber: MAPLE.phoneNumber, connectionId: APPLICATION }],
          setup: null,
          lastEvent: null,
          liveCalls: 0,
          refusedLastHour: 0,
          sweptAt: world.sweptAt,
          overdueCommands: 0,
          deadLetters: 0,
          ai: { lines: 0, sync: null },
          migrations: { newest: '1', count: 1 },
        }),
      unknownLegs: () => Promise.resolve([]),
      publicKeys: () => Promise.resolve(keys),
      addPublicKey: async (key) => {
        keys.push(key);
        await settle();
      },
      keepReport: async (_organizationId, report) => {
        world.reports.push(report);
        await settle();
      },
      recordRepair: async (_actor, detail) => {
        world.repairs.push(detail);
        await settle();
      },
      beat: () => Promise.resolve(null),
      countRefused: () => Promise.resolve(),
      openLetters: () => Promise.resolve([]),
      reopenLetter: () => Promise.resolve(null),
      settleLetter: () => Promise.resolve(false),
    },
  };
}

function testPorts(
  world: HealthTestWorld,
): Pick<HealthTestWorld['deps'], 'guard' | 'probes' | 'selfTests'> {
  return {
    guard: {
      reserve: ({ kind }) => {
        world.did.push(`reserve ${kind}`);
        return Promise.resolve({ ok: true, timeLimitSecs: 60 });
      },
      release: async () => {
        world.did.push('release');
        await settle();
      },
    },
    probes: {
      activeLegs: () => Promise.resolve([]),
      dialTest: ({ to }) => {
        world.did.push(`dial ${to}`);
        return Promise.resolve({ ok: true, callControlId: 'v3:outside' });
      },
      hangUp: async (leg) => {
        world.did.push(`hang up ${leg}`);
        await settle();
      },
      isAlive: () => Promise.resolve(true),
    },
    selfTests: {
      begin: () =>
        Promise.resolve({
          ok: true,
          from: '+14375550100',
          to: MAPLE.phoneNumber,
          connectionId: null,
        }),
      dialled: () => Promise.resolve(),
      state: () => Promise.resolve(null),
      end: () => Promise.resolve('v3:outside'),
    },
  };
}
