import type { DispatcherDeps } from '../application/assistant-set.ts';
import type { ManageAiState, TestTool } from '../core/contracts/manage-ai.ts';
import type { StoredAssistant, StoredDispatcher } from '../ports/dispatcher-store.ts';
import {
  countingIds,
  FakeDirectory,
  MAPLE,
  type MemberName,
  MEMBERS,
  memberRequest,
  settle,
  VirtualClock,
} from './harness.ts';
import { FakeAssistants } from './memory-assistants.ts';
import { MemoryDispatcherStore } from './memory-dispatcher-store.ts';

export const HARBOR_NUMBER = '00000000-0000-4000-8000-00000000b001';

export interface DispatcherHarness extends DispatcherDeps {
  dispatchers: MemoryDispatcherStore;
  assistants: FakeAssistants;
  directory: FakeDirectory;
  clock: VirtualClock;
  allowedOrigin: string;
  /** What the tools of a conversation wrote down. */
  addTool(conversationId: string, tool: Partial<TestTool> & { name: string }): void;
}

function organization(name: string, phoneNumberId: string): StoredDispatcher {
  return {
    business: {
      name,
      timeZone: 'America/Toronto',
      hours: [{ weekday: 1, opensAt: '08:00', closesAt: '18:00' }],
      services: ['Tap repair'],
    },
    dispatcher: null,
    numbers: [
      { phoneNumberId, enabled: false, mode: 'always', overflowAfterSeconds: 18, language: 'en' },
    ],
    assistants: [],
    versions: [],
    scenarios: [],
  };
}

/** The dispatcher's management on in-memory ports, for two businesses without a dispatcher. */
export function createDispatcherHarness(): DispatcherHarness {
  const clock = new VirtualClock();
  const dispatchers = new MemoryDispatcherStore(clock.now);
  dispatchers.rows.set(MAPLE.organizationId, organization('Maple', MAPLE.id));
  dispatchers.rows.set(MEMBERS.dana.organizationId, organization('Harbor', HARBOR_NUMBER));
  let tools = 0;
  return {
    clock,
    dispatchers,
    assistants: new FakeAssistants(),
    directory: new FakeDirectory(),
    ids: {
      ...countingIds(),
      // The fingerprint itself: a short hash of long texts could meet another one's.
      named: async (name) => name,
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    background: (work) => void work,
    allowedOrigin: '*',
    addTool(conversationId, tool) {
      const test = [...dispatchers.tests.values()].find(
        (one) => one.conversationId === conversationId,
      );
      const id = test?.id ?? '';
      tools += 1;
      const stored = {
        id: `tool-${tools}`,
        arguments: {},
        ok: true,
        reason: null,
        result: {},
        duration_ms: 12,
        ...tool,
      };
      dispatchers.tools.set(id, [...(dispatchers.tools.get(id) ?? []), stored]);
    },
  };
}

export interface ManageAnswer {
  status: number;
  body: ManageAiState & {
    error?: {
      code: string;
      fields?: Record<string, string>;
      report?: ManageAiState['report'];
      state?: ManageAiState;
    };
  };
}

/** Asks as somebody does, and lets what goes on after the answer end. */
export async function askAs(
  handle: (request: Request) => Promise<Response>,
  member: MemberName | null,
  body: unknown,
): Promise<ManageAnswer> {
  const response = await handle(memberRequest(member, body));
  const answer = { status: response.status, body: (await response.json()) as ManageAnswer['body'] };
  await settle();
  return answer;
}

/** What is stored of Maple. */
export function mapleRow({ dispatchers }: DispatcherHarness): StoredDispatcher {
  const found = dispatchers.rows.get(MAPLE.organizationId);
  if (!found) throw new Error('Maple is not there');
  return found;
}

export function slotOf(harness: DispatcherHarness, slot: string): StoredAssistant[] {
  return mapleRow(harness).assistants.filter((one) => one.slot === slot);
}
