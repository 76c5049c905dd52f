import type { Conversation, ConversationMessage } from '../ai/conversation.ts';
import { addSpoken } from '../ai/dialogue.ts';
import { asVariables } from '../ai/json-fields.ts';
import { isoTime } from '../clock.ts';
import { badRequest, missingParameter, resourceNotFound, wrongType } from '../telnyx-error.ts';
import { readBody } from './body-reader.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

function lastMessageAtMs({ messages, createdAtMs }: Conversation): number {
  return messages.at(-1)?.createdAtMs ?? createdAtMs;
}

function view(conversation: Conversation): Record<string, unknown> {
  return {
    id: conversation.id,
    ...(conversation.name === null ? {} : { name: conversation.name }),
    created_at: isoTime(conversation.createdAtMs),
    last_message_at: isoTime(lastMessageAtMs(conversation)),
    metadata: conversation.metadata,
  };
}

function messageView(message: ConversationMessage): object[] {
  const createdAt = isoTime(message.createdAtMs);
  if (message.role !== 'tool') {
    const { role, text, sentAtMs } = message;
    if (role === 'system') return [];
    const sentAt = sentAtMs === null ? null : isoTime(sentAtMs);
    return [{ role, text, created_at: createdAt, sent_at: sentAt }];
  }
  const call = { name: message.name, arguments: JSON.stringify(message.arguments) };
  const calls = [{ id: message.id, type: 'function', function: call }];
  const asked = { role: 'assistant', text: null, created_at: createdAt, tool_calls: calls };
  if (message.answeredAtMs === null) return [asked];
  const text = message.failed ? 'The tool failed.' : JSON.stringify(message.result);
  const answeredAt = isoTime(message.answeredAtMs);
  return [asked, { role: 'tool', text, created_at: answeredAt, sent_at: answeredAt }];
}

function fieldOf(conversation: Conversation, name: string): string | undefined {
  const [group, key] = name.split(/->>?/);
  if (group === 'metadata' && key !== undefined) return conversation.metadata[key];
  const value = view(conversation)[name];
  return typeof value === 'string' ? value : undefined;
}

/** One PostgREST filter, such as `eq.v3:…`; null: an operator that is not modelled. */
function matches(value: string | undefined, filter: string): boolean | null {
  const [operator, ...rest] = filter.split('.');
  const wanted = rest.join('.');
  if (operator === 'eq') return value === wanted;
  if (operator === 'neq') return value !== wanted;
  if (operator === 'like') {
    const [start = ''] = wanted.split(/[%*]/);
    return value?.startsWith(start) === true;
  }
  if (value === undefined)
    return ['gt', 'gte', 'lt', 'lte'].includes(operator ?? '') ? false : null;
  const [left, right] = [Date.parse(value), Date.parse(wanted)];
  if (operator === 'gt') return left > right;
  if (operator === 'gte') return left >= right;
  if (operator === 'lt') return left < right;
  if (operator === 'lte') return left <= right;
  return null;
}

const PAGING = new Set(['order', 'limit', 'offset']);

/** Fields of ISO times sort as texts do. */
function sortBy(rows: Conversation[], order: string): Conversation[] {
  const [field = 'created_at', direction = 'asc'] = order.split('.');
  const sign = direction.startsWith('desc') ? -1 : 1;
  const keyOf = (row: Conversation): string => fieldOf(row, field) ?? '';
  return rows.toSorted((a, b) => sign * keyOf(a).localeCompare(keyOf(b)));
}

/** `GET /ai/conversations`, filtered as PostgREST does. */
export function listConversations({ world, query }: RestRequest): Reply {
  let rows = world.ai.conversations.all();
  for (const [name, filter] of query) {
    if (PAGING.has(name)) continue;
    const verdicts = rows.map((row) => matches(fieldOf(row, name), filter));
    if (verdicts.includes(null)) {
      return refuse(badRequest(`The filter '${filter}' cannot be read.`, `/${name}`));
    }
    rows = rows.filter((_row, index) => verdicts[index]);
  }
  const order = query.get('order');
  if (order !== null) rows = sortBy(rows, order);
  const offset = Number(query.get('offset') ?? 0) || 0;
  const limit = Number(query.get('limit') ?? rows.length) || 0;
  return ok(rows.slice(offset, offset + limit).map(view));
}

/** `POST /ai/conversations`: comes without `data` around it (SDK 7.24, `Conversations.create`). */
export function createConversation({ world, body }: RestRequest): Reply {
  const reader = readBody(body);
  const name = reader.text('name');
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  const metadata = asVariables(body['metadata']);
  return { status: 200, body: view(world.ai.conversations.create({ name, metadata })) };
}

function withConversation(
  act: (conversation: Conversation, request: RestRequest) => Reply,
): (request: RestRequest) => Reply {
  return (request) => {
    const conversation = request.world.ai.conversations.get(request.params[0] ?? '');
    return conversation === undefined ? refuse(noSuchConversation) : act(conversation, request);
  };
}

export const noSuchConversation = resourceNotFound('There is no such conversation.');

export const retrieveConversation = withConversation((conversation) => ok(view(conversation)));

export const updateConversation = withConversation((conversation, { body }) => {
  if (body['metadata'] !== undefined) {
    Object.assign(conversation.metadata, asVariables(body['metadata']));
  }
  return ok(view(conversation));
});

export const deleteConversation = withConversation((conversation, { world }) => {
  world.ai.conversations.remove(conversation.id);
  return { status: 204, body: null };
});

export const listConversationMessages = withConversation((conversation, { query }) =>
  paginate(conversation.messages.flatMap(messageView), query),
);

const ROLES = ['user', 'assistant', 'system', 'tool'] as const;

/** `POST /ai/conversations/{id}/message`: puts a message in, nobody answers. */
export const addConversationMessage = withConversation((conversation, { world, body }) => {
  const reader = readBody(body);
  reader.requiredText('role');
  const role = reader.choice('role', ROLES, 'user');
  const content = reader.text('content') ?? '';
  if (!reader.has('content')) reader.refuse(missingParameter('/content'));
  if (role === 'tool') reader.refuse(wrongType('/role', 'user, assistant or system'));
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  const spokenRole = role === 'tool' ? 'system' : role;
  addSpoken({ world, conversation }, spokenRole, content, { isSent: true });
  return { status: 200, body: {} };
});

export const conversationInsights = withConversation((conversation, { query }) => {
  const { insights } = conversation;
  const rows =
    insights === null
      ? []
      : [
          {
            id: insights.id,
            created_at: isoTime(insights.createdAtMs),
            status: 'completed',
            conversation_insights: insights.results.map(({ insight_id: id, result }) => ({
              insight_id: id,
              // Here it is always text (SDK 7.24); in the webhook it is an object.
              result: typeof result === 'string' ? result : JSON.stringify(result),
            })),
          },
        ];
  return paginate(rows, query);
});
