import type { HealthAnswer, HealthCheckResult } from '../core/contracts/health.ts';
import { SERVER_CHECKS } from '../core/health-check-names.ts';
import { finding, type Reading, summaryOf } from '../core/health-reading.ts';
import {
  judgeAi,
  judgeCommands,
  judgeDatabase,
  judgeDeadLetters,
  judgeFunctions,
  judgeSweeper,
  type Migrations,
} from '../core/health-system.ts';
import type { AssistantPort } from '../ports/assistants.ts';
import type { DispatcherStore } from '../ports/dispatcher-store.ts';
import type {
  CallProbe,
  HealthAccount,
  HealthFacts,
  HealthStore,
  OwnFunctions,
} from '../ports/health.ts';
import { probe, type ProbeDeps } from './health-probes.ts';
import { checkTelnyx } from './health-telnyx.ts';

/** What is expected of this installation. */
export interface HealthSettings {
  webhookUrl: string;
  failoverUrl: string;
  /** The installation's own, for businesses that have none. */
  connectionId: string;
  credentialConnectionId: string;
  /** Of the secret, base64. */
  publicKeys: readonly string[];
  /** The last four characters of the API key. */
  keyEnding: string;
  migrations: Migrations;
}

export interface HealthDeps extends ProbeDeps {
  health: HealthStore;
  account: HealthAccount;
  probes: CallProbe;
  functions: OwnFunctions;
  dispatchers: Pick<DispatcherStore, 'state'>;
  assistants: Pick<AssistantPort, 'exists'>;
  settings: HealthSettings;
}

/**
 * Asks every part of the way that a call takes, all at once, each with its own time limit.
 *
 * @throws when the database cannot be read: without it there is nothing to compare with, and the
 * screen's own look at the database says so.
 */
export async function checkHealth(deps: HealthDeps, organizationId: string): Promise<HealthAnswer> {
  const startedAt = Date.parse(deps.clock.now());
  const facts = await deps.health.facts(organizationId);
  const tookMs = Date.parse(deps.clock.now()) - startedAt;
  const [telnyx, functions, ai] = await Promise.all([
    checkTelnyx(deps, facts),
    checkFunctions(deps),
    checkAi(deps, organizationId, facts),
  ]);
  const found = [
    ...telnyx,
    judgeDatabase(tookMs, facts.migrations, deps.settings.migrations),
    functions,
    judgeSweeper(facts.sweptAt, facts.now),
    judgeCommands(facts.overdueCommands),
    judgeDeadLetters(facts.deadLetters),
    ai,
  ];
  return { at: facts.now, checks: inOrder(found) };
}

/** The same, and kept for the bars of the last 30 days. */
export async function checkAndKeep(
  deps: HealthDeps,
  organizationId: string,
): Promise<HealthAnswer> {
  const answer = await checkHealth(deps, organizationId);
  await deps.health.keepReport(organizationId, summaryOf(answer.checks));
  return answer;
}

function inOrder(found: readonly HealthCheckResult[]): HealthCheckResult[] {
  return SERVER_CHECKS.map(
    (id) => found.find((one) => one.id === id) ?? finding(id, 'off', 'not_checked'),
  );
}

async function checkFunctions(deps: HealthDeps): Promise<HealthCheckResult> {
  const pings = await probe(deps, 'functions', async () => ({
    ok: true,
    value: await deps.functions.ping(),
    tookMs: 0,
  }));
  return pings.ok ? judgeFunctions(pings.value) : finding('functions', 'warn', 'no_answer');
}

async function checkAi(
  deps: HealthDeps,
  organizationId: string,
  facts: HealthFacts,
): Promise<HealthCheckResult> {
  if (facts.ai.lines === 0) return judgeAi(facts.ai, null);
  const inStep = await probe(deps, 'ai', () => haveAllAssistants(deps, organizationId));
  return judgeAi(facts.ai, inStep);
}

/** Whether each language that was published has its assistant at Telnyx. */
async function haveAllAssistants(
  deps: HealthDeps,
  organizationId: string,
): Promise<Reading<boolean>> {
  const { dispatcher, assistants } = await deps.dispatchers.state(organizationId);
  if (!dispatcher?.published) return { ok: true, value: false, tookMs: 0 };
  const { profile } = dispatcher.published;
  const live = profile.languages.map((language) =>
    assistants.find((one) => one.slot === dispatcher.liveSlot && one.language === language),
  );
  const found = await Promise.all(
    live.map((one) =>
      one
        ? deps.assistants.exists(one.assistantId)
        : Promise.resolve({ ok: true as const, value: false }),
    ),
  );
  const refusal = found.find((one) => !one.ok);
  if (refusal && !refusal.ok) {
    return { ok: false, why: refusal.code === 'unauthorized' ? 'refused' : 'late' };
  }
  return { ok: true, value: found.every((one) => one.ok && one.value), tookMs: 0 };
}
