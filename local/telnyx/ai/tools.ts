import { asList, asNumber, asObject, asText } from './json-fields.ts';
import type { JsonObject } from './json-fields.ts';

/** Telnyx's own default for a tool that says nothing of it (telnyx.md 7.4). */
const DEFAULT_TIMEOUT_MS = 5000;

export interface WebhookTool {
  kind: 'webhook';
  name: string;
  description: string;
  url: string;
  method: string;
  headers: { name: string; value: string }[];
  /** Arguments that belong into the path and into the query; the others are the body. */
  pathNames: string[];
  queryNames: string[];
  /** JSON schema of all arguments. */
  parameters: JsonObject;
  presetBody: JsonObject;
  presetQuery: JsonObject;
  timeoutMs: number;
  /** Spoken as soon as the request begins. */
  startMessages: string[];
  /** Spoken while the answer is still missing. */
  delayedMessages: { text: string; afterMs: number }[];
  storedFields: { name: string; path: string }[];
}

export interface HandoffTool {
  kind: 'handoff';
  name: string;
  targets: { id: string; name: string }[];
}

export type AssistantTool = WebhookTool | HandoffTool | { kind: 'hangup'; name: string };

/** `preset_body_fields` is an object; `[{name, value}]` is read too. */
function readPresets(value: unknown): JsonObject {
  if (!Array.isArray(value)) return asObject(value);
  const entries = (value as unknown[]).map(asObject);
  return Object.fromEntries(entries.map((entry) => [String(entry['name']), entry['value']]));
}

function mergeSchemas(schemas: JsonObject[]): JsonObject {
  const properties = Object.assign({}, ...schemas.map((schema) => asObject(schema['properties'])));
  const required = schemas.flatMap((schema) => asList(schema['required']));
  return { type: 'object', properties: properties as JsonObject, required };
}

function readMessages(messages: unknown): Pick<WebhookTool, 'startMessages' | 'delayedMessages'> {
  const startMessages: string[] = [];
  const delayedMessages: WebhookTool['delayedMessages'] = [];
  for (const entry of asList(messages).map(asObject)) {
    const text = asText(entry['content']) ?? '';
    if (text === '') continue;
    if (entry['type'] === 'request_start') startMessages.push(text);
    if (entry['type'] === 'request_response_delayed') {
      delayedMessages.push({ text, afterMs: asNumber(entry['timing_ms']) ?? 0 });
    }
  }
  return { startMessages, delayedMessages };
}

function readWebhookTool(tool: JsonObject): WebhookTool {
  const webhook = asObject(tool['webhook']);
  const path = asObject(webhook['path_parameters']);
  const query = asObject(webhook['query_parameters']);
  const headers = asList(webhook['headers']).map(asObject);
  return {
    kind: 'webhook',
    name: asText(webhook['name']) ?? '',
    description: asText(webhook['description']) ?? '',
    url: asText(webhook['url']) ?? '',
    method: asText(webhook['method']) ?? 'POST',
    headers: headers.map(({ name, value }) => ({ name: String(name), value: String(value) })),
    pathNames: Object.keys(asObject(path['properties'])),
    queryNames: Object.keys(asObject(query['properties'])),
    parameters: mergeSchemas([path, query, asObject(webhook['body_parameters'])]),
    presetBody: readPresets(webhook['preset_body_fields']),
    presetQuery: readPresets(webhook['preset_query_params']),
    timeoutMs: asNumber(tool['timeout_ms']) ?? DEFAULT_TIMEOUT_MS,
    ...readMessages(webhook['messages']),
    storedFields: asList(webhook['store_fields_as_variables'])
      .map(asObject)
      .map(({ name, value_path: path }) => ({ name: String(name), path: String(path) })),
  };
}

/**
 * The tools of an assistant that the simulator carries out. Others (`transfer`, `retrieval`, …)
 * are stored, and not offered to the brain.
 */
export function readTools(tools: unknown): AssistantTool[] {
  return asList(tools)
    .map(asObject)
    .flatMap((tool): AssistantTool[] => {
      switch (tool['type']) {
        case 'webhook':
          return [readWebhookTool(tool)];
        case 'hangup':
          return [{ kind: 'hangup', name: 'hangup' }];
        case 'handoff': {
          const targets = asList(asObject(tool['handoff'])['ai_assistants']).map(asObject);
          const named = targets.map(({ id, name }) => ({ id: String(id), name: String(name) }));
          return [{ kind: 'handoff', name: 'handoff', targets: named }];
        }
        default:
          return [];
      }
    });
}
