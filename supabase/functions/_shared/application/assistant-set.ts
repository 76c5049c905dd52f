import { type AssistantSlot, type AssistantSpec, assistantSpec } from '../core/ai-assistant.ts';
import { dynamicVariables } from '../core/ai-variables.ts';
import type { AiLanguage, AiProfile } from '../core/contracts/ai-profile.ts';
import type { AssistantPort } from '../ports/assistants.ts';
import type {
  DispatcherStore,
  StoredAssistant,
  StoredDispatcher,
} from '../ports/dispatcher-store.ts';
import type { Background, Clock, Ids, Logger } from '../ports/runtime.ts';

/** The assistants that belong together: one per language, of one profile. */

export interface DispatcherDeps {
  dispatchers: DispatcherStore;
  assistants: AssistantPort;
  ids: Ids;
  clock: Clock;
  log: Logger;
  background: Background;
}

export interface SlotSync {
  organizationId: string;
  slot: AssistantSlot;
  profile: AiProfile;
  insightGroupId: string | null;
  /** Asks Telnyx for the assistants that need no change, too: one may have been deleted there. */
  verify: boolean;
}

/** The assistants of a set that we know of. */
export type Known = Map<AiLanguage, StoredAssistant>;

export function knownOf(stored: Pick<StoredDispatcher, 'assistants'>, sync: SlotSync): Known {
  const mine = stored.assistants.filter((one) => one.slot === sync.slot);
  return new Map(mine.map((one) => [one.language, one]));
}

/** Whether the set is as the profile wants it, as far as we know. */
export async function isSlotCurrent(
  deps: DispatcherDeps,
  stored: Pick<StoredDispatcher, 'business' | 'assistants'>,
  sync: SlotSync,
): Promise<boolean> {
  const known = knownOf(stored, sync);
  for (const language of sync.profile.languages) {
    const hash = await hashOf(deps, specOf(deps, stored, sync, known, language));
    if (known.get(language)?.bodyHash !== hash) return false;
  }
  return true;
}

/** What an assistant of the set is to be, as far as the others are known. */
export function specOf(
  deps: DispatcherDeps,
  stored: Pick<StoredDispatcher, 'business'>,
  sync: SlotSync,
  known: Known,
  language: AiLanguage,
): AssistantSpec {
  const assistantIds: Partial<Record<AiLanguage, string>> = {};
  for (const [other, { assistantId }] of known) assistantIds[other] = assistantId;
  const now = deps.clock.now();
  return assistantSpec(sync.profile, language, {
    businessName: stored.business.name,
    slot: sync.slot,
    insightGroupId: sync.insightGroupId,
    variables: standIns(dynamicVariables(stored.business, sync.profile, language, now), sync.slot),
    assistantIds,
  });
}

/**
 * Each call brings its own variables (`ai_assistant_start`), a chat cannot: the draft's are filled
 * in here. Those of the live sets must not grow old, so they say nothing of the day.
 */
function standIns(variables: Record<string, string>, slot: AssistantSlot): Record<string, string> {
  if (slot === 'draft') return variables;
  return {
    ...variables,
    day_greeting: '',
    today: 'not known here: ask find_slots for dates',
    today_iso: '',
  };
}

/** A name's UUID serves as a hash of what is sent. */
export function hashOf(deps: DispatcherDeps, spec: AssistantSpec): Promise<string> {
  return deps.ids.named(`assistant:${deps.assistants.fingerprint(spec)}`);
}
