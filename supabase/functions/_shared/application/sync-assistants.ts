import type { AssistantSpec } from '../core/ai-assistant.ts';
import type { AssistantErrorCode } from '../ports/assistants.ts';
import type { StoredAssistant, StoredDispatcher } from '../ports/dispatcher-store.ts';
import {
  type DispatcherDeps,
  hashOf,
  type Known,
  knownOf,
  type SlotSync,
  specOf,
} from './assistant-set.ts';

/** Brings the assistants at Telnyx to what a profile says. */

export type SyncResult = { ok: true } | { ok: false; code: AssistantErrorCode; what: string };

/** One creation and one repair of what is found gone on the way. */
const MOST_ROUNDS = 3;

/**
 * Brings the assistants of a set to what the profile says. In two passes, since a hand-over names
 * the other languages' assistants: first those that are missing are made, then all get their whole
 * body. What was sent before and has not changed is not sent again.
 */
export async function syncSlot(
  deps: DispatcherDeps,
  stored: Pick<StoredDispatcher, 'business' | 'assistants'>,
  sync: SlotSync,
): Promise<SyncResult> {
  const known = knownOf(stored, sync);
  const secret = await onceOk(deps.assistants.ensureToolsSecret(), 'the tools’ secret');
  if (!secret.ok) return secret;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const created = await createMissing(deps, stored, sync, known);
    if (!created.ok) return created;
    const updated = await updateAll(deps, stored, sync, known);
    if (!updated.ok) return updated;
    if (sync.profile.languages.every((language) => known.has(language))) return { ok: true };
  }
  return { ok: false, code: 'not_found', what: 'an assistant that was just made' };
}

async function createMissing(
  deps: DispatcherDeps,
  stored: Pick<StoredDispatcher, 'business'>,
  sync: SlotSync,
  known: Known,
): Promise<SyncResult> {
  for (const language of sync.profile.languages) {
    if (known.has(language)) continue;
    const spec = specOf(deps, stored, sync, known, language);
    const made = await onceOk(deps.assistants.create(spec), spec.name);
    if (!made.ok) return made;
    // The id first: whatever comes next, the assistant is not forgotten.
    await remember(deps, sync, known, {
      slot: sync.slot,
      language,
      assistantId: made.value,
      bodyHash: await hashOf(deps, spec),
    });
  }
  return { ok: true };
}

async function updateAll(
  deps: DispatcherDeps,
  stored: Pick<StoredDispatcher, 'business'>,
  sync: SlotSync,
  known: Known,
): Promise<SyncResult> {
  for (const language of sync.profile.languages) {
    const assistant = known.get(language);
    if (!assistant) continue;
    const spec = specOf(deps, stored, sync, known, language);
    const hash = await hashOf(deps, spec);
    const isSame = assistant.bodyHash === hash;
    const found = isSame
      ? await stillThere(deps, sync, assistant.assistantId, spec.name)
      : await sendUpdate(deps, assistant.assistantId, spec);
    if (!found.ok) return found;
    if (!found.value) {
      // Its successor gets another id, which the others' hand-overs must name: one more round.
      known.delete(language);
    } else if (!isSame) {
      await remember(deps, sync, known, { ...assistant, bodyHash: hash });
    }
  }
  return { ok: true };
}

type Asked<T> = { ok: true; value: T } | (SyncResult & { ok: false });

async function stillThere(
  deps: DispatcherDeps,
  sync: SlotSync,
  assistantId: string,
  what: string,
): Promise<Asked<boolean>> {
  if (!sync.verify) return { ok: true, value: true };
  return onceOk(deps.assistants.exists(assistantId), what);
}

async function sendUpdate(
  deps: DispatcherDeps,
  assistantId: string,
  spec: AssistantSpec,
): Promise<Asked<boolean>> {
  const sent = await deps.assistants.update(assistantId, spec);
  if (sent.ok) return { ok: true, value: true };
  if (sent.code === 'not_found') return { ok: true, value: false };
  return { ok: false, code: sent.code, what: spec.name };
}

async function remember(
  deps: DispatcherDeps,
  sync: SlotSync,
  known: Known,
  assistant: StoredAssistant,
): Promise<void> {
  known.set(assistant.language, assistant);
  await deps.dispatchers.saveAssistant(sync.organizationId, assistant);
}

async function onceOk<T>(
  asked: Promise<{ ok: true; value: T } | { ok: false; code: AssistantErrorCode }>,
  what: string,
): Promise<Asked<T>> {
  const result = await asked;
  return result.ok ? result : { ok: false, code: result.code, what };
}
