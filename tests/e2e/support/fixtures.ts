import { test as base } from '@playwright/test';
import { type Api, serviceClient } from '../../support/api-client.ts';
import { SimClient } from '../../support/sim-client.ts';
import { Agent, type AgentOptions } from './agent.ts';
import { apiUrl, simUrl } from './stack-env.ts';

interface Fixtures {
  sim: SimClient;
  service: Api;
  /** Opens a browser for a person; closed after the test. */
  openAgent: (options: AgentOptions) => Promise<Agent>;
}

export const test = base.extend<Fixtures>({
  sim: async ({}, use) => {
    const sim = new SimClient(simUrl());
    await use(sim);
    await sim.noFaults();
    const active = await sim.activeCalls();
    await Promise.all(active.map((call) => sim.act(call.id, { type: 'hangup' }).catch(() => null)));
  },
  service: async ({}, use) => {
    await use(serviceClient(apiUrl()));
  },
  openAgent: async ({}, use) => {
    const agents: Agent[] = [];
    await use(async (options) => {
      const agent = await Agent.open(options);
      agents.push(agent);
      return agent;
    });
    await Promise.all(agents.map((agent) => agent.close()));
  },
});

export { expect } from '@playwright/test';
