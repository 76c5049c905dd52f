import { advanceDueSetups, buyNumber } from '../application/manage-numbers.ts';
import type { InstallationConnections } from '../application/number-attach.ts';
import type { NumberSetupDeps } from '../application/number-setup-run.ts';
import type { VoiceProfileLimits } from '../ports/voice-profiles.ts';
import { MemoryNumberAccount } from './memory-number-account.ts';
import { MemoryNumberSetups } from './memory-number-setups.ts';

export const BUSINESS = { organizationId: 'org-1', memberId: 'owner' };
export const WANTED = { phoneNumber: '+16475550123', label: 'Main line' };

const LIMITS: VoiceProfileLimits = {
  enabled: true,
  countries: ['CA', 'US'],
  dailySpendLimitCents: 2_000,
  concurrentLegs: 20,
  maxRatePerMinute: 500,
};

/** A function was killed. */
export class KilledError extends Error {
  override name = 'KilledError';
}

/** Kills a function at the n-th thing that it asks for, before or after it was done. */
export interface Killing {
  at: number;
  when: 'before' | 'after';
}

export type World = ReturnType<typeof createNumberWorld>;

/** A database, a Telnyx account and a clock, and functions that can be killed. */
export function createNumberWorld() {
  let nowMs = Date.parse('2026-11-24T09:00:00Z');
  let ids = 0;
  const account = new MemoryNumberAccount();
  const setups = new MemoryNumberSetups(() => nowMs);
  const installation: InstallationConnections = {
    connectionId: 'installation-app',
    credentialConnectionId: 'installation-credentials',
  };
  const deps: NumberSetupDeps & { installation: InstallationConnections } = {
    numberAccount: account.port,
    setups: setups.port,
    voiceProfiles: account.profiles,
    voiceLimits: async () => structuredClone(LIMITS),
    clock: {
      now: () => new Date(nowMs).toISOString(),
      sleep: async (ms) => {
        nowMs += ms;
      },
    },
    ids: {
      next: () => {
        ids += 1;
        return `id${ids}`;
      },
      named: async (name) => name,
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    webhook: { url: 'https://functions.test/voice', failoverUrl: 'https://functions.test/voice?f' },
    installation,
  };
  return {
    account,
    setups,
    deps,
    passMs(ms: number) {
      nowMs += ms;
    },
    /** The dependencies of a function that is killed. `asked` counts what it asked for. */
    mortal(killing: Killing) {
      const counter = { asked: 0 };
      const wrap = <T extends object>(port: T): T => mortalPort(port, killing, counter);
      const { numberAccount, setups: store, voiceProfiles } = deps;
      return {
        counter,
        deps: {
          ...deps,
          numberAccount: wrap(numberAccount),
          setups: wrap(store),
          voiceProfiles: wrap(voiceProfiles),
        },
      };
    },
    buy: (wanted = WANTED, by = deps) => buyNumber(by, BUSINESS, wanted),
    /** The sweeper, until nothing is left to do. */
    async sweep() {
      for (let times = 0; times < 40; times += 1) {
        nowMs += 30_000;
        await advanceDueSetups(deps, 10);
      }
    },
  };
}

function mortalPort<T extends object>(port: T, killing: Killing, counter: { asked: number }): T {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]): Promise<unknown> => {
        counter.asked += 1;
        const isTime = counter.asked === killing.at;
        if (counter.asked > killing.at || (isTime && killing.when === 'before')) {
          throw new KilledError(`killed before ${String(name)}`);
        }
        const result: unknown = await Reflect.apply(method, target, args);
        if (isTime) throw new KilledError(`killed after ${String(name)}`);
        return result;
      };
    },
  });
}
