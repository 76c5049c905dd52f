import type { CallDialogue, NewScenario } from '../core/ai-scenarios.ts';
import type { AiProfile } from '../core/contracts/ai-profile.ts';
import type { ScenarioReport } from '../core/contracts/manage-ai.ts';
import type {
  Actor,
  DispatcherStore,
  StoredAssistant,
  StoredDispatcher,
  StoredScenario,
  StoredTool,
  TestConversation,
} from '../ports/dispatcher-store.ts';

interface Version {
  profile: AiProfile;
  report: ScenarioReport | null;
}

type Publishing = Parameters<DispatcherStore['publish']>[2];

/** The dispatcher's store in memory; a test puts the organisations in. */
export class MemoryDispatcherStore implements DispatcherStore {
  /** Per organisation, as `state` answers it. */
  rows = new Map<string, StoredDispatcher>();
  /** "memberId action", in their order. */
  audit: string[] = [];
  tests = new Map<string, TestConversation & { organizationId: string }>();
  tools = new Map<string, StoredTool[]>();
  /** By "organisation call". */
  dialogues = new Map<string, CallDialogue>();
  #versions = new Map<string, Version[]>();
  #leases = new Map<string, string>();
  #now: () => string;

  constructor(now: () => string) {
    this.#now = now;
  }

  async state(organizationId: string): Promise<StoredDispatcher> {
    return structuredClone(this.#row(organizationId));
  }

  async versionProfile(organizationId: string, version: number): Promise<Version | null> {
    return this.#versions.get(organizationId)?.[version - 1] ?? null;
  }

  async setNumber(actor: Actor, phoneNumberId: string, change: object): Promise<boolean> {
    const { numbers } = this.#row(actor.organizationId);
    const number = numbers.find((one) => one.phoneNumberId === phoneNumberId);
    if (!number) return false;
    Object.assign(number, change);
    this.#note(actor, 'ai.number_changed');
    return true;
  }

  async saveDraft(actor: Actor, base: AiProfile, patch: Partial<AiProfile>): Promise<void> {
    const row = this.#row(actor.organizationId);
    const before = JSON.stringify(row.dispatcher?.draft);
    row.dispatcher ??= {
      draft: structuredClone(base),
      published: null,
      hasUnpublishedChanges: true,
      liveSlot: null,
      insightGroupId: null,
      insightId: null,
      sync: { status: 'never', error: null, at: null },
    };
    row.dispatcher.draft = { ...row.dispatcher.draft, ...structuredClone(patch) };
    this.#compare(row);
    if (JSON.stringify(row.dispatcher.draft) !== before) this.#note(actor, 'ai.draft_saved');
  }

  async takeLease(organizationId: string, holder: string): Promise<boolean> {
    if ((this.#leases.get(organizationId) ?? holder) !== holder) return false;
    this.#leases.set(organizationId, holder);
    return true;
  }

  async releaseLease(organizationId: string, holder: string): Promise<void> {
    if (this.#leases.get(organizationId) === holder) this.#leases.delete(organizationId);
  }

  async setSync(
    actor: Actor,
    holder: string,
    { status, error }: Parameters<DispatcherStore['setSync']>[2],
  ): Promise<void> {
    const { dispatcher } = this.#row(actor.organizationId);
    if (!dispatcher || this.#leases.get(actor.organizationId) !== holder) return;
    const at = status === 'synced' ? this.#now() : dispatcher.sync.at;
    dispatcher.sync = { status, error, at };
    if (status !== 'syncing') {
      this.#note(actor, `ai.sync_${status === 'synced' ? 'done' : 'failed'}`);
    }
  }

  async saveAssistant(organizationId: string, assistant: StoredAssistant): Promise<void> {
    const row = this.#row(organizationId);
    const key = (one: StoredAssistant) => `${one.slot} ${one.language}`;
    row.assistants = row.assistants
      .filter((one) => key(one) !== key(assistant))
      .concat(structuredClone(assistant))
      .toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  async saveInsights(
    organizationId: string,
    { groupId, insightId }: { groupId: string; insightId: string },
  ): Promise<void> {
    const { dispatcher } = this.#row(organizationId);
    if (dispatcher) Object.assign(dispatcher, { insightGroupId: groupId, insightId });
  }

  async publish(
    actor: Actor,
    holder: string,
    change: Publishing,
  ): Promise<{ version: number; removed: string[] } | null> {
    const row = this.#row(actor.organizationId);
    if (!row.dispatcher || this.#leases.get(actor.organizationId) !== holder) return null;
    const { profile, report, slot, rolledBackTo } = structuredClone(change);
    const versions = this.#versions.get(actor.organizationId) ?? [];
    this.#versions.set(actor.organizationId, [...versions, { profile, report }]);
    const made = { version: versions.length + 1, at: this.#now(), byName: actor.memberId };
    row.versions.unshift(made);
    row.dispatcher.liveSlot = slot;
    row.dispatcher.published = { version: made.version, at: made.at, profile };
    row.dispatcher.sync = { status: 'synced', error: null, at: made.at };
    if (rolledBackTo !== null) row.dispatcher.draft = structuredClone(profile);
    this.#compare(row);
    keepResults(row, report);
    this.#note(actor, rolledBackTo === null ? 'ai.published' : 'ai.rolled_back');
    return { version: made.version, removed: dropLanguages(row, slot, profile) };
  }

  async saveTest(actor: Actor, test: TestConversation): Promise<void> {
    this.tests.set(test.id, { ...test, organizationId: actor.organizationId });
    if (test.forReal) this.#note(actor, 'ai.test_for_real');
  }

  async test(organizationId: string, testId: string): Promise<TestConversation | null> {
    const found = this.tests.get(testId);
    return found?.organizationId === organizationId ? found : null;
  }

  async testTools(_organizationId: string, testId: string): Promise<StoredTool[]> {
    return [...(this.tools.get(testId) ?? [])];
  }

  async callDialogue(organizationId: string, callId: string): Promise<CallDialogue | null> {
    return this.dialogues.get(`${organizationId} ${callId}`) ?? null;
  }

  async insertScenario(
    actor: Actor,
    id: string,
    callId: string,
    { before, ...scenario }: NewScenario,
  ): Promise<void> {
    const lastResult = { before, after: null };
    const row = { ...scenario, id, callId, active: true, lastResult, lastRunAt: null };
    this.#row(actor.organizationId).scenarios.push(row);
    this.#note(actor, 'ai.scenario_saved');
  }

  async updateScenario(
    actor: Actor,
    id: string,
    change: Partial<Pick<StoredScenario, 'name' | 'active' | 'lines' | 'expected'>>,
  ): Promise<boolean> {
    const scenario = this.#row(actor.organizationId).scenarios.find((one) => one.id === id);
    if (!scenario) return false;
    Object.assign(scenario, change);
    if (change.lines || change.expected) scenario.lastResult = null;
    this.#note(actor, 'ai.scenario_changed');
    return true;
  }

  async deleteScenario(actor: Actor, id: string): Promise<boolean> {
    const row = this.#row(actor.organizationId);
    const kept = row.scenarios.filter((one) => one.id !== id);
    if (kept.length === row.scenarios.length) return false;
    row.scenarios = kept;
    this.#note(actor, 'ai.scenario_deleted');
    return true;
  }

  async saveRuns(actor: Actor, report: ScenarioReport): Promise<void> {
    const { scenarios } = this.#row(actor.organizationId);
    for (const { id, after } of report.scenarios) {
      const scenario = scenarios.find((one) => one.id === id);
      if (!scenario) continue;
      scenario.lastResult = { before: scenario.lastResult?.before ?? null, after };
      scenario.lastRunAt = this.#now();
    }
    this.#note(actor, 'ai.scenarios_run');
  }

  #row(organizationId: string): StoredDispatcher {
    const row = this.rows.get(organizationId);
    if (!row) throw new Error(`no organisation ${organizationId}`);
    return row;
  }

  #note({ memberId }: Actor, action: string): void {
    this.audit.push(`${memberId} ${action}`);
  }

  #compare({ dispatcher }: StoredDispatcher): void {
    if (!dispatcher) return;
    const { draft, published } = dispatcher;
    dispatcher.hasUnpublishedChanges = JSON.stringify(draft) !== JSON.stringify(published?.profile);
  }
}

function keepResults(row: StoredDispatcher, report: ScenarioReport | null): void {
  for (const scenario of row.scenarios) {
    const run = report?.scenarios.find((one) => one.id === scenario.id)?.after;
    scenario.lastResult = run ? { before: run, after: run } : null;
  }
}

function dropLanguages(row: StoredDispatcher, slot: string, { languages }: AiProfile): string[] {
  for (const number of row.numbers) {
    if (!languages.includes(number.language)) number.language = languages[0] ?? 'en';
  }
  const isDropped = (one: StoredAssistant) =>
    one.slot === slot && !languages.includes(one.language);
  const dropped = row.assistants.filter(isDropped);
  row.assistants = row.assistants.filter((one) => !isDropped(one));
  return dropped.map((one) => one.assistantId);
}
