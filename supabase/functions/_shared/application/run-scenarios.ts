import { scenarioReport, scenarioRun } from '../core/ai-scenarios.ts';
import type {
  ScenarioComparison,
  ScenarioReport,
  ScenarioRun,
} from '../core/contracts/manage-ai.ts';
import type { Actor, StoredScenario } from '../ports/dispatcher-store.ts';
import type { DispatcherDeps } from './assistant-set.ts';
import type { SyncResult } from './sync-assistants.ts';
import { type DraftOf, ensureDraft, sayInTest, startTest } from './test-dispatcher.ts';

/** Conversations at once. */
const AT_ONCE = 4;
/** A function lives for 150 s; those not reached by then have failed. */
const MOST_MS = 100_000;

/**
 * Talks to the draft as the callers of the saved scenarios did, and stores what came of it.
 *
 * @param options.ids null: all active ones
 * @returns the report; null where there is nothing to run
 */
export async function runScenarios(
  deps: DispatcherDeps,
  actor: Actor,
  stored: DraftOf,
  options: { ids: readonly string[] | null },
): Promise<{ ok: true; report: ScenarioReport | null } | (SyncResult & { ok: false })> {
  const { ids } = options;
  const chosen = stored.scenarios.filter((one) => (ids ? ids.includes(one.id) : one.active));
  if (chosen.length === 0) return { ok: true, report: null };
  const synced = await ensureDraft(deps, actor.organizationId, stored, true);
  if (!synced.ok) return synced;
  const deadlineMs = Date.parse(deps.clock.now()) + MOST_MS;
  const results: ScenarioComparison[] = [];
  const queue = [...chosen.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, scenario] = next;
      const after = await runScenario(deps, actor, stored, scenario, deadlineMs);
      const before = scenario.lastResult?.before ?? null;
      results[index] = { id: scenario.id, name: scenario.name, before, after };
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, chosen.length) }, worker));
  const report = scenarioReport(results);
  await deps.dispatchers.saveRuns(actor, report);
  return { ok: true, report };
}

async function runScenario(
  deps: DispatcherDeps,
  actor: Actor,
  stored: DraftOf,
  scenario: StoredScenario,
  deadlineMs: number,
): Promise<ScenarioRun> {
  const turns: ScenarioRun['turns'] = [];
  const end = (fault: string | null) =>
    scenarioRun(scenario.expected, turns, fault, deps.clock.now());
  const { language, callerNumber } = scenario;
  if (!stored.dispatcher.draft.languages.includes(language)) {
    return end('The profile no longer speaks the language of this call.');
  }
  const started = await startTest(deps, actor, stored, { language, callerNumber, forReal: false });
  if (!started.ok) return end('The conversation could not be started.');
  for (const caller of scenario.lines) {
    if (Date.parse(deps.clock.now()) > deadlineMs) return end('It took too long.');
    const said = await sayInTest(deps, actor.organizationId, started.test, caller);
    if (!said.ok) return end('The dispatcher did not answer.');
    turns.push({ caller, reply: said.reply, tools: said.tools });
  }
  return end(null);
}
