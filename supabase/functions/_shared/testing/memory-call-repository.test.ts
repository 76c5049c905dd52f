import { describe } from 'vitest';
import { callRepositoryContract } from './call-repository.contract.ts';
import { MAPLE, MEMBERS, RINGS_EVERYBODY } from './harness.ts';
import { createMemoryCallRepository } from './memory-call-repository.ts';

describe('the repository in memory', () => {
  callRepositoryContract(() => {
    const client = { id: crypto.randomUUID(), phoneNumber: '+14165550123' };
    const members = [MEMBERS.ana.memberId, MEMBERS.ben.memberId] as const;
    let reachable: readonly string[] = [];
    const steps = [{ memberIds: [...members], ringMs: MAPLE.policy.ringTimeoutMs }];
    const policy = { ...MAPLE.policy, ring: { ...RINGS_EVERYBODY, steps } };
    const calls = createMemoryCallRepository({
      now: () => new Date().toISOString(),
      numbers: [{ ...MAPLE, policy }],
      reachable: () => [...reachable],
      clients: new Map([[client.phoneNumber, client.id]]),
    });
    return Promise.resolve({
      calls,
      organizationId: MAPLE.organizationId,
      number: { ...MAPLE, ringTimeoutMs: MAPLE.policy.ringTimeoutMs },
      members,
      setReachable: async (memberIds) => {
        reachable = memberIds;
      },
      client,
      strangerNumber: '+14165550199',
      countTasks: (callId) => Promise.resolve(calls.tasks.has(callId) ? 1 : 0),
    });
  });
});
