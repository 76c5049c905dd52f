import type {
  AssistantErrorCode,
  AssistantPort,
  AssistantResult,
  InsightIds,
} from '../ports/assistants.ts';
import type { TelnyxAnswer, TelnyxApi } from './telnyx-api.ts';
import { assistantBody, type AssistantSettings, TOOLS_SECRET } from './telnyx-assistant-body.ts';

export interface AssistantsSettings extends AssistantSettings {
  /** What `ai-dispatcher-tools` wants to see as bearer token. */
  toolsToken: string;
}

const GROUP_NAME = 'Switchboard call summary';

/** What a call came to, in a form that can be stored (telnyx.md 7.7). */
const SUMMARY_SCHEMA = {
  type: 'object',
  properties: {
    summary: { type: 'string', description: 'Two sentences at most, in English.' },
    outcome: {
      type: 'string',
      enum: [
        'booked',
        'rescheduled',
        'cancelled',
        'message',
        'callback',
        'person',
        'answered',
        'abandoned',
      ],
    },
    sentiment: { type: 'string', enum: ['positive', 'neutral', 'negative'] },
    follow_ups: {
      type: 'array',
      items: { type: 'string' },
      description: 'What somebody at the business still has to do.',
    },
  },
  required: ['summary', 'outcome', 'sentiment', 'follow_ups'],
};

/** Assistants at Telnyx. Single assistants come unwrapped, all else in `data` (telnyx.md 7.1). */
export function createAssistants(api: TelnyxApi, settings: AssistantsSettings): AssistantPort {
  const path = (assistantId: string) => `/ai/assistants/${encodeURIComponent(assistantId)}`;
  return {
    fingerprint: (spec) => JSON.stringify(assistantBody(spec, settings)),
    async create(spec) {
      return textIn(
        await api.request('POST', '/ai/assistants', assistantBody(spec, settings)),
        'id',
      );
    },
    async update(assistantId, spec) {
      return done(await api.request('POST', path(assistantId), assistantBody(spec, settings)));
    },
    async exists(assistantId) {
      const answer = await api.request('GET', path(assistantId));
      if (answer.ok) return { ok: true, value: true };
      return answer.status === 404 ? { ok: true, value: false } : failed(answer);
    },
    async remove(assistantId) {
      const answer = await api.request('DELETE', path(assistantId));
      return !answer.ok && answer.status === 404 ? { ok: true, value: null } : done(answer);
    },
    ensureToolsSecret: () => ensureToolsSecret(api, settings.toolsToken),
    ensureInsights: (known) => ensureInsights(api, known),
    async startConversation(name, metadata) {
      return textIn(await api.request('POST', '/ai/conversations', { name, metadata }), 'id');
    },
    async chat(assistantId, conversationId, text) {
      const answer = await api.request('POST', `${path(assistantId)}/chat`, {
        content: text,
        conversation_id: conversationId,
      });
      return textIn(answer, 'content');
    },
  };
}

async function ensureToolsSecret(api: TelnyxApi, token: string): Promise<AssistantResult<null>> {
  const listed = await api.request('GET', '/integration_secrets?page%5Bsize%5D=250');
  if (!listed.ok) return failed(listed);
  const secrets = dataOf(listed.body);
  const isThere =
    Array.isArray(secrets) &&
    secrets.some((one: { identifier?: unknown }) => one.identifier === TOOLS_SECRET);
  if (isThere) return { ok: true, value: null };
  return done(
    await api.request('POST', '/integration_secrets', {
      identifier: TOOLS_SECRET,
      type: 'bearer',
      token,
    }),
  );
}

const INSIGHTS = '/ai/conversations/insights';
const GROUPS = '/ai/conversations/insight-groups';

async function ensureInsights(
  api: TelnyxApi,
  known: InsightIds | null,
): Promise<AssistantResult<InsightIds>> {
  if (known) {
    const answer = await api.request('GET', `${GROUPS}/${encodeURIComponent(known.groupId)}`);
    if (answer.ok) return { ok: true, value: known };
    if (answer.status !== 404) return failed(answer);
  }
  const insight = await api.request('POST', INSIGHTS, {
    name: GROUP_NAME,
    instructions:
      'Summarise the call for the people of the business: what the caller wanted, what came of it, how they felt, and what is left to do.',
    json_schema: SUMMARY_SCHEMA,
  });
  const insightId = textIn(insight, 'id');
  if (!insightId.ok) return insightId;
  const group = await api.request('POST', GROUPS, { name: GROUP_NAME });
  const groupId = textIn(group, 'id');
  if (!groupId.ok) return groupId;
  const assigned = await api.request(
    'POST',
    `${GROUPS}/${encodeURIComponent(groupId.value)}/insights/${encodeURIComponent(insightId.value)}/assign`,
    {},
  );
  if (!assigned.ok) return failed(assigned);
  return { ok: true, value: { groupId: groupId.value, insightId: insightId.value } };
}

function dataOf(body: unknown): unknown {
  const data = (body as { data?: unknown } | null)?.data;
  return data === undefined ? body : data;
}

function textIn(answer: TelnyxAnswer, field: string): AssistantResult<string> {
  if (!answer.ok) return failed(answer);
  const value = (dataOf(answer.body) as Record<string, unknown> | null)?.[field];
  return typeof value === 'string' ? { ok: true, value } : { ok: false, code: 'refused' };
}

function done(answer: TelnyxAnswer): AssistantResult<null> {
  return answer.ok ? { ok: true, value: null } : failed(answer);
}

function failed(answer: TelnyxAnswer & { ok: false }): {
  ok: false;
  code: AssistantErrorCode;
} {
  if (answer.status === 404) return { ok: false, code: 'not_found' };
  return { ok: false, code: answer.code === 'leg_ended' ? 'refused' : answer.code };
}
