import { test as base } from '@playwright/test';
import { type Api, serviceClient } from '../../support/api-client.ts';
import { SimClient } from '../../support/sim-client.ts';
import { Agent, type AgentOptions } from './agent.ts';
import { BrowserPool } from './browser-pool.ts';
import { apiUrl, simUrl } from './stack-env.ts';

interface Fixtures {
  sim: SimClient;
  service: Api;
  /** Opens a browser for a person; closed after the test. */
  openAgent: (options: AgentOptions) => Promise<Agent>;
}

interface WorkerFixtures {
  browsers: BrowserPool;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  browsers: [
    async ({}, use) => {
      const browsers = new BrowserPool();
      await use(browsers);
      await browsers.close();
    },
    { scope: 'worker' },
  ],
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
  openAgent: async ({ browsers }, use) => {
    const agents: Agent[] = [];
    await use(async (options) => {
      const agent = await Agent.open(options, browsers);
      agents.push(agent);
      return agent;
    });
    await Promise.all(agents.map((agent) => agent.close()));
  },
});

export { expect } from '@playwright/test';
