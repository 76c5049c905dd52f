import { type AiProfile, DEFAULT_AI_PROFILE } from '../core/contracts/ai-profile.ts';
import type { ScenarioReport } from '../core/contracts/manage-ai.ts';
import type { AssistantErrorCode } from '../ports/assistants.ts';
import type { Actor, StoredDispatcher } from '../ports/dispatcher-store.ts';
import type { DispatcherDeps } from './assistant-set.ts';
import { runScenarios } from './run-scenarios.ts';
import { syncSlot, type SyncResult } from './sync-assistants.ts';

export type PublishResult =
  | { ok: true; report: ScenarioReport | null }
  | { ok: false; code: 'sync_failed' | 'busy' | 'not_found' }
  | { ok: false; code: 'scenario_failed'; report: ScenarioReport };

/** Longer than Telnyx's time limits of one synchronisation together; a killed function frees it. */
const LEASE_SECONDS = 180;
const WAIT_FOR_LEASE_MS = 20_000;
const POLL_LEASE_MS = 250;

type Stored = StoredDispatcher & { dispatcher: NonNullable<StoredDispatcher['dispatcher']> };

/** Does work that no other function may do for this business at the same time. */
export async function withLease<T>(
  deps: DispatcherDeps,
  organizationId: string,
  work: (stored: Stored, holder: string) => Promise<T>,
): Promise<T | { ok: false; code: 'busy' }> {
  const holder = deps.ids.next();
  const tries = WAIT_FOR_LEASE_MS / POLL_LEASE_MS;
  for (let left = tries; ; left -= 1) {
    if (await deps.dispatchers.takeLease(organizationId, holder, LEASE_SECONDS)) break;
    if (left <= 0) return { ok: false, code: 'busy' };
    await deps.clock.sleep(POLL_LEASE_MS);
  }
  try {
    const stored = await deps.dispatchers.state(organizationId);
    if (!stored.dispatcher) return { ok: false, code: 'busy' };
    return await work({ ...stored, dispatcher: stored.dispatcher }, holder);
  } finally {
    await deps.dispatchers.releaseLease(organizationId, holder);
  }
}

/** Makes the draft answer callers, after the active scenarios have been tried with it. */
export async function publishDraft(
  deps: DispatcherDeps,
  actor: Actor,
  options: { despiteFailures: boolean },
): Promise<PublishResult> {
  return withLease(deps, actor.organizationId, async (stored, holder): Promise<PublishResult> => {
    const { draft, published, hasUnpublishedChanges } = stored.dispatcher;
    if (published && !hasUnpublishedChanges) return syncLive(deps, actor, stored, holder);
    const tried = await runScenarios(deps, actor, stored, { ids: null });
    if (!tried.ok) return failSync(deps, actor, holder, tried);
    const { report } = tried;
    if (report && report.failed > 0 && !options.despiteFailures) {
      return { ok: false, code: 'scenario_failed', report };
    }
    return goLive(deps, actor, stored, holder, { profile: draft, report, rolledBackTo: null });
  });
}

/** An earlier profile answers callers again, as a new version; no scenario can hold it up. */
export async function rollBack(
  deps: DispatcherDeps,
  actor: Actor,
  version: number,
): Promise<PublishResult> {
  const target = await deps.dispatchers.versionProfile(actor.organizationId, version);
  if (!target) return { ok: false, code: 'not_found' };
  return withLease(deps, actor.organizationId, (stored, holder) =>
    goLive(deps, actor, stored, holder, { ...target, rolledBackTo: version }),
  );
}

/** Sends what Telnyx does not have; a business that never published is published now. */
export async function syncAgain(deps: DispatcherDeps, actor: Actor): Promise<PublishResult> {
  await deps.dispatchers.saveDraft(actor, DEFAULT_AI_PROFILE, {});
  const stored = await deps.dispatchers.state(actor.organizationId);
  if (!stored.dispatcher?.published) {
    return publishDraft(deps, actor, { despiteFailures: false });
  }
  return withLease(deps, actor.organizationId, (fresh, holder) =>
    syncLive(deps, actor, fresh, holder),
  );
}

async function syncLive(
  deps: DispatcherDeps,
  actor: Actor,
  stored: Stored,
  holder: string,
): Promise<PublishResult> {
  const { published, liveSlot } = stored.dispatcher;
  if (!published || !liveSlot) return { ok: false, code: 'not_found' };
  const synced = await prepare(deps, actor, stored, holder, liveSlot, published.profile);
  if (!synced.ok) return failSync(deps, actor, holder, synced);
  await deps.dispatchers.setSync(actor, holder, { status: 'synced', error: null });
  return { ok: true, report: null };
}

async function goLive(
  deps: DispatcherDeps,
  actor: Actor,
  stored: Stored,
  holder: string,
  change: { profile: AiProfile; report: ScenarioReport | null; rolledBackTo: number | null },
): Promise<PublishResult> {
  // Callers talk to the live set meanwhile: the other one is prepared, then they are exchanged.
  const slot = stored.dispatcher.liveSlot === 'a' ? 'b' : 'a';
  const synced = await prepare(deps, actor, stored, holder, slot, change.profile);
  if (!synced.ok) return failSync(deps, actor, holder, synced);
  const flipped = await deps.dispatchers.publish(actor, holder, { slot, ...change });
  if (!flipped) return { ok: false, code: 'busy' };
  deps.background(removeAll(deps, flipped.removed));
  return { ok: true, report: change.rolledBackTo === null ? change.report : null };
}

async function prepare(
  deps: DispatcherDeps,
  actor: Actor,
  stored: Stored,
  holder: string,
  slot: 'a' | 'b',
  profile: AiProfile,
): Promise<SyncResult> {
  const { organizationId } = actor;
  await deps.dispatchers.setSync(actor, holder, { status: 'syncing', error: null });
  const { insightGroupId, insightId } = stored.dispatcher;
  const known = insightGroupId && insightId ? { groupId: insightGroupId, insightId } : null;
  const insights = await deps.assistants.ensureInsights(known);
  if (!insights.ok) return { ok: false, code: insights.code, what: 'the summary of calls' };
  const { groupId } = insights.value;
  if (groupId !== known?.groupId)
    await deps.dispatchers.saveInsights(organizationId, insights.value);
  return syncSlot(deps, stored, {
    organizationId,
    slot,
    profile,
    insightGroupId: groupId,
    verify: true,
  });
}

async function failSync(
  deps: DispatcherDeps,
  actor: Actor,
  holder: string,
  failure: SyncResult & { ok: false },
): Promise<PublishResult> {
  deps.log.warn('the dispatcher was not synchronised', { code: failure.code });
  await deps.dispatchers.setSync(actor, holder, { status: 'failed', error: sentence(failure) });
  return { ok: false, code: 'sync_failed' };
}

const REASONS: Record<AssistantErrorCode, string> = {
  unavailable: 'Telnyx could not be reached',
  rate_limited: 'Telnyx asks us to slow down; try again in a minute',
  unauthorized: 'Telnyx does not accept the API key',
  refused: 'Telnyx refused it',
  wrong_state: 'Telnyx refused it',
  bad_destination: 'Telnyx refused it',
  not_found: 'Telnyx no longer knows it',
};

/** For the owner: what, and why. */
export function sentence({ code, what }: { code: AssistantErrorCode; what: string }): string {
  return `${what}: ${REASONS[code]}.`;
}

async function removeAll(deps: DispatcherDeps, assistantIds: readonly string[]): Promise<void> {
  for (const assistantId of assistantIds) {
    const removed = await deps.assistants.remove(assistantId);
    if (!removed.ok) deps.log.warn('an old assistant stays at Telnyx', { code: removed.code });
  }
}
