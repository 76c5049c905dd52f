import { inBackground } from '../background.ts';
import { newUuid } from '../ids.ts';
import type { World } from '../world.ts';
import type { Conversation, InsightResult } from './conversation.ts';
import { brainMessages } from './dialogue.ts';
import { asList, asObject, asText } from './json-fields.ts';
import { emitInsights } from './session-events.ts';
import type { AiSession } from './session.ts';

/** Insights are there a moment after the end (many seconds, at real Telnyx). */
const INSIGHT_DELAY_MS = 1000;
const GROUP_TIMEOUT_MS = 5000;

/**
 * What an insight says. With a JSON schema: an object with those of our findings that the schema
 * names (all of them when it names none); without: the summary in words.
 */
export function insightResult(
  schema: unknown,
  findings: Record<string, unknown>,
): Record<string, unknown> | string {
  if (schema === undefined || schema === null) return String(findings['summary']);
  const wanted = Object.keys(asObject(asObject(schema)['properties']));
  if (wanted.length === 0) return findings;
  return Object.fromEntries(
    wanted.filter((name) => name in findings).map((name) => [name, findings[name]]),
  );
}

function parsedSchema(schema: unknown): unknown {
  if (typeof schema !== 'string') return schema;
  try {
    return JSON.parse(schema) as unknown;
  } catch {
    return undefined;
  }
}

async function findInsights(
  world: World,
  conversation: Conversation,
  groupId: string,
): Promise<InsightResult[]> {
  const group = world.account.insightGroups.get(groupId);
  const findings = { ...(await world.ai.summarise(brainMessages(conversation))) };
  return asList(group?.['insight_ids']).flatMap((id) => {
    const insight = world.account.insights.get(String(id));
    if (insight === undefined) return [];
    const result = insightResult(parsedSchema(insight['json_schema']), findings);
    return [{ insight_id: insight.id, result }];
  });
}

/** The group's own webhook. It is not signed: its documentation speaks of no signature. */
async function tellGroup(
  world: World,
  url: string,
  groupId: string,
  conversation: Conversation,
  results: InsightResult[],
): Promise<void> {
  const nameOf = (row: Record<string, unknown> | undefined): string => String(row?.['name'] ?? '');
  await fetch(url, {
    method: 'POST',
    signal: AbortSignal.timeout(GROUP_TIMEOUT_MS),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      event_type: 'conversation.insights.completed',
      conversation_id: conversation.id,
      insight_group_id: groupId,
      insight_group_name: nameOf(world.account.insightGroups.get(groupId)),
      insights: results.map(({ insight_id: id, result }) => ({
        insight_id: id,
        insight_name: nameOf(world.account.insights.get(id)),
        result,
      })),
    }),
  });
}

async function generate(session: AiSession, groupId: string): Promise<void> {
  const { world, conversation } = session;
  const group = world.account.insightGroups.get(groupId);
  // A reset has forgotten the conversation.
  if (group === undefined || world.ai.conversations.get(conversation.id) !== conversation) return;
  const results = await findInsights(world, conversation, groupId);
  conversation.insights = { id: newUuid(), createdAtMs: world.clock.now(), results };
  emitInsights(session, groupId, results);
  const url = asText(group['webhook']) ?? '';
  if (url !== '') await tellGroup(world, url, groupId, conversation, results);
}

/** A second after the end, also when the call is over by then. */
export function scheduleInsights(session: AiSession): void {
  const { world, settings } = session;
  const { insightGroupId } = settings;
  if (insightGroupId === null || world.faults.plan().ai.noInsights) return;
  world.clock.setTimeout(() => {
    inBackground(generate(session, insightGroupId), 'insights of a conversation');
  }, INSIGHT_DELAY_MS);
}
