import type { Resource } from '../account/resources.ts';
import { asObject } from '../ai/json-fields.ts';
import type { JsonObject } from '../ai/json-fields.ts';
import { isoTime } from '../clock.ts';
import { newNumericId, newUuid } from '../ids.ts';
import { resourceNotFound } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { checkAssistantFields } from './assistant-fields.ts';
import { readBody } from './body-reader.ts';
import { refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

const READ_ONLY = new Set(['id', 'created_at', 'version_id', 'version_created_at']);
/** Settings of an update are put over the held ones; everything else replaces them. */
const MERGED = new Set(['telephony_settings', 'messaging_settings', 'privacy_settings']);
const DEFAULT_MODEL = 'moonshotai/Kimi-K2.6';

/** What Telnyx fills in (telnyx.md 7.2). */
function newAssistant(nowMs: number): Resource {
  return {
    id: `assistant-${newUuid()}`,
    created_at: isoTime(nowMs),
    name: '',
    description: '',
    model: DEFAULT_MODEL,
    instructions: '',
    greeting: '',
    tools: [],
    dynamic_variables: {},
    dynamic_variables_webhook_url: '',
    enabled_features: ['telephony'],
    transcription: { model: 'deepgram/flux', language: 'auto' },
    telephony_settings: {
      default_texml_app_id: newNumericId(),
      time_limit_secs: 1800,
      user_idle_reply_secs: 10,
      noise_suppression: 'disabled',
      supports_unauthenticated_web_calls: false,
      recording_settings: { enabled: true, channels: 'dual', format: 'mp3' },
    },
    messaging_settings: { default_messaging_profile_id: newUuid() },
    privacy_settings: { data_retention: true },
    insight_settings: { insight_group_id: null },
    tags: [],
  };
}

function withChanges(held: Resource, body: JsonObject): Resource {
  const next: Resource = { ...held };
  for (const [name, value] of Object.entries(body)) {
    if (READ_ONLY.has(name) || value === undefined) continue;
    next[name] = MERGED.has(name) ? { ...asObject(held[name]), ...asObject(value) } : value;
  }
  return next;
}

function store(world: World, assistant: Resource, status: number): Reply {
  const stamped = { ...assistant, version_created_at: isoTime(world.clock.now()) };
  world.account.assistants.set(assistant.id, stamped);
  world.account.save();
  // Assistants are the resources that come without `data` around them (telnyx.md 7.1).
  return { status, body: stamped };
}

function withAssistant(
  act: (assistant: Resource, request: RestRequest) => Reply,
): (request: RestRequest) => Reply {
  return (request) => {
    const assistant = request.world.account.assistants.get(request.params[0] ?? '');
    return assistant === undefined ? refuse(noSuchAssistant) : act(assistant, request);
  };
}

export const noSuchAssistant = resourceNotFound('There is no such assistant.');

export const assistantRoutes = {
  list: ({ world }: RestRequest): Reply => ({
    status: 200,
    body: { data: [...world.account.assistants.values()] },
  }),
  create({ world, body }: RestRequest): Reply {
    const reader = readBody(body);
    reader.requiredText('name');
    reader.requiredText('instructions');
    checkAssistantFields(body, reader);
    if (reader.refusals.length > 0) return refuse(...reader.refusals);
    return store(world, withChanges(newAssistant(world.clock.now()), body), 201);
  },
  retrieve: withAssistant((assistant) => ({ status: 200, body: assistant })),
  update: withAssistant((assistant, { world, body }) => {
    const reader = readBody(body);
    // Given, they must not be blank.
    for (const name of ['name', 'instructions']) if (name in body) reader.requiredText(name);
    checkAssistantFields(body, reader);
    if (reader.refusals.length > 0) return refuse(...reader.refusals);
    return store(world, withChanges(assistant, body), 200);
  }),
  remove: withAssistant((assistant, { world }) => {
    world.account.assistants.delete(assistant.id);
    world.account.save();
    return { status: 200, body: { id: assistant.id, object: 'assistant', deleted: true } };
  }),
  clone: withAssistant((assistant, { world }) => {
    const { id, created_at: createdAt } = newAssistant(world.clock.now());
    const copy = { ...structuredClone(assistant), id, created_at: createdAt };
    return store(world, { ...copy, name: `${String(assistant['name'])} (copy)` }, 201);
  }),
};
