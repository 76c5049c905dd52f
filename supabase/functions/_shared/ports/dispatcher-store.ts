import type { AssistantSlot } from '../core/ai-assistant.ts';
import type { CallDialogue, NewScenario } from '../core/ai-scenarios.ts';
import type { BusinessFacts } from '../core/ai-variables.ts';
import type { AiLanguage, AiMode, AiProfile } from '../core/contracts/ai-profile.ts';
import type {
  ExpectedEffect,
  ManageAiState,
  ScenarioReport,
  ScenarioRun,
  TestTool,
} from '../core/contracts/manage-ai.ts';
import type { InsightIds } from './assistants.ts';

export interface StoredAssistant {
  slot: AssistantSlot;
  language: AiLanguage;
  assistantId: string;
  /** Of what was sent; null: the assistant is not complete. */
  bodyHash: string | null;
}

export interface StoredScenario {
  id: string;
  name: string;
  language: AiLanguage;
  callId: string | null;
  callerNumber: string | null;
  lines: string[];
  expected: ExpectedEffect[];
  active: boolean;
  lastResult: { before: ScenarioRun | null; after: ScenarioRun | null } | null;
  lastRunAt: string | null;
}

/** All that is stored of an organisation's dispatcher. */
export interface StoredDispatcher {
  business: BusinessFacts;
  /** Null: nothing was ever saved. */
  dispatcher: {
    draft: AiProfile;
    published: { version: number; at: string; profile: AiProfile } | null;
    hasUnpublishedChanges: boolean;
    liveSlot: 'a' | 'b' | null;
    insightGroupId: string | null;
    insightId: string | null;
    sync: ManageAiState['sync'];
  } | null;
  numbers: {
    phoneNumberId: string;
    enabled: boolean;
    mode: AiMode;
    overflowAfterSeconds: number;
    language: AiLanguage;
  }[];
  assistants: StoredAssistant[];
  versions: { version: number; at: string; byName: string | null }[];
  scenarios: StoredScenario[];
}

export interface TestConversation {
  id: string;
  /** Telnyx's. */
  conversationId: string;
  language: AiLanguage;
  forReal: boolean;
  /** E.164 of the client who is played. */
  callerNumber: string | null;
}

export type StoredTool = TestTool & { id: string };

/** Who asks; every change is written down with it [I14]. */
export interface Actor {
  organizationId: string;
  memberId: string;
}

/** What is stored of the AI dispatcher; each method is one transaction, with its audit row. */
export interface DispatcherStore {
  state(organizationId: string): Promise<StoredDispatcher>;
  versionProfile(
    organizationId: string,
    version: number,
  ): Promise<{ profile: AiProfile; report: ScenarioReport | null } | null>;
  /** False: not a number of this organisation. */
  setNumber(
    actor: Actor,
    phoneNumberId: string,
    change: Partial<Omit<StoredDispatcher['numbers'][number], 'phoneNumberId'>>,
  ): Promise<boolean>;
  /** Merges fields into the draft, which begins as `base`. */
  saveDraft(actor: Actor, base: AiProfile, patch: Partial<AiProfile>): Promise<void>;
  /** One synchronisation at a time. False: another one has it. */
  takeLease(organizationId: string, holder: string, seconds: number): Promise<boolean>;
  releaseLease(organizationId: string, holder: string): Promise<void>;
  setSync(
    actor: Actor,
    holder: string,
    sync: { status: 'syncing' | 'synced' | 'failed'; error: string | null },
  ): Promise<void>;
  saveAssistant(organizationId: string, assistant: StoredAssistant): Promise<void>;
  saveInsights(organizationId: string, ids: InsightIds): Promise<void>;
  /** Flips to the prepared set. Null: the lease was lost meanwhile, nothing changed. */
  publish(
    actor: Actor,
    holder: string,
    change: {
      slot: 'a' | 'b';
      profile: AiProfile;
      report: ScenarioReport | null;
      rolledBackTo: number | null;
    },
  ): Promise<{
    version: number;
    /** Assistants of languages no longer spoken. */ removed: string[];
  } | null>;
  saveTest(actor: Actor, test: TestConversation): Promise<void>;
  test(organizationId: string, testId: string): Promise<TestConversation | null>;
  testTools(organizationId: string, testId: string): Promise<StoredTool[]>;
  callDialogue(organizationId: string, callId: string): Promise<CallDialogue | null>;
  insertScenario(actor: Actor, id: string, callId: string, scenario: NewScenario): Promise<void>;
  /** False: there is no such scenario; so `deleteScenario`. */
  updateScenario(
    actor: Actor,
    id: string,
    change: Partial<Pick<StoredScenario, 'name' | 'active' | 'lines' | 'expected'>>,
  ): Promise<boolean>;
  deleteScenario(actor: Actor, id: string): Promise<boolean>;
  saveRuns(actor: Actor, report: ScenarioReport): Promise<void>;
}
