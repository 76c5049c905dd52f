import { asList, asObject, asText } from '../ai/json-fields.ts';
import type { JsonObject } from '../ai/json-fields.ts';
import { badRequest, missingParameter, notInList, outOfRange, wrongType } from '../telnyx-error.ts';
import type { Refusal } from '../telnyx-error.ts';
import { readBody } from './body-reader.ts';
import type { BodyReader } from './body-reader.ts';

const MAX_GREETING_CHARS = 3000;
const MAX_TOOL_TIMEOUT_MS = 60_000;
/** Only these may stand in the list more than once (telnyx.md 7.2). */
const REPEATABLE = new Set(['function', 'webhook', 'client_side_tool']);
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];
const BACKGROUND_TYPES = ['predefined_media', 'media_url', 'media_name'];
const BACKGROUNDS = ['silence', 'office'];
const GROUPS = [
  'dynamic_variables',
  'voice_settings',
  'transcription',
  'telephony_settings',
  'interruption_settings',
  'messaging_settings',
  'privacy_settings',
  'insight_settings',
];

/** Telnyx answers this one with 400, unlike its other refusals of fields. */
function badTools(detail: string): Refusal {
  return { ...badRequest(detail, '/tools'), status: 400 };
}

function checkWebhookTool(tool: JsonObject, pointer: string, reader: BodyReader): void {
  const webhook = asObject(tool['webhook']);
  for (const name of ['name', 'description', 'url']) {
    if ((asText(webhook[name]) ?? '') === '') {
      reader.refuse(missingParameter(`${pointer}/webhook/${name}`));
    }
  }
  const method = webhook['method'];
  if (method !== undefined && !METHODS.includes(String(method))) {
    reader.refuse(notInList(`${pointer}/webhook/method`, METHODS));
  }
  const timeoutMs = tool['timeout_ms'];
  if (timeoutMs === undefined || timeoutMs === null) return;
  const isWhole = typeof timeoutMs === 'number' && Number.isInteger(timeoutMs);
  if (!isWhole || timeoutMs < 1 || timeoutMs > MAX_TOOL_TIMEOUT_MS) {
    reader.refuse(outOfRange(`${pointer}/timeout_ms`, 1, MAX_TOOL_TIMEOUT_MS));
  }
}

function checkTools(value: unknown, reader: BodyReader): void {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) {
    reader.refuse(wrongType('/tools', 'a list of tools'));
    return;
  }
  const seen = new Set<string>();
  for (const [index, entry] of asList(value).entries()) {
    const tool = asObject(entry);
    const type = asText(tool['type']) ?? '';
    if (type === '') reader.refuse(missingParameter(`/tools/${index}/type`));
    const name = type === 'webhook' ? asText(asObject(tool['webhook'])['name']) : null;
    const key = REPEATABLE.has(type) ? `${type} ${name ?? index}` : type;
    if (seen.has(key)) reader.refuse(badTools(`There is more than one tool '${key}'.`));
    seen.add(key);
    if (type === 'webhook') checkWebhookTool(tool, `/tools/${index}`, reader);
  }
}

function checkBackground(voice: JsonObject, pointer: string, reader: BodyReader): void {
  const audio = voice['background_audio'];
  if (audio === undefined || audio === null) return;
  const { type, value, volume } = asObject(audio);
  if (!BACKGROUND_TYPES.includes(String(type))) {
    reader.refuse(notInList(`${pointer}/background_audio/type`, BACKGROUND_TYPES));
  }
  if (type === 'predefined_media' && !BACKGROUNDS.includes(String(value))) {
    reader.refuse(notInList(`${pointer}/background_audio/value`, BACKGROUNDS));
  }
  if (volume === undefined || volume === null) return;
  if (typeof volume !== 'number' || volume < 0.1 || volume > 1) {
    reader.refuse(outOfRange(`${pointer}/background_audio/volume`, 0.1, 1));
  }
}

function checkVoice(value: unknown, reader: BodyReader): void {
  if (value === undefined || value === null) return;
  const voice = asObject(value);
  if ((asText(voice['voice']) ?? '') === '') {
    reader.refuse(missingParameter('/voice_settings/voice'));
  }
  checkBackground(voice, '/voice_settings', reader);
}

function checkTelephony(value: unknown, reader: BodyReader): void {
  const telephony = readBody(asObject(value));
  telephony.whole('time_limit_secs', 1800, 30, 14_400);
  telephony.whole('user_idle_timeout_secs', 10, 10, 14_400);
  telephony.whole('user_idle_reply_secs', 10, 1, 14_400);
  for (const refusal of telephony.refusals) {
    reader.refuse({ ...refusal, pointer: `/telephony_settings${refusal.pointer ?? ''}` });
  }
}

/** Checks the fields of an assistant, as they are stored or overridden for a call. */
export function checkAssistantFields(body: JsonObject, reader: BodyReader): void {
  for (const name of GROUPS) {
    const value = body[name];
    const isGroup = typeof value === 'object' && !Array.isArray(value);
    if (value !== undefined && !isGroup) reader.refuse(wrongType(`/${name}`, 'an object'));
  }
  for (const name of ['description', 'model', 'dynamic_variables_webhook_url']) reader.text(name);
  const greeting = reader.text('greeting');
  if (greeting !== null && greeting.length > MAX_GREETING_CHARS) {
    reader.refuse(badRequest(`At most ${MAX_GREETING_CHARS} characters.`, '/greeting'));
  }
  reader.whole('dynamic_variables_webhook_timeout_ms', 1000, 1, 10_000);
  checkTools(body['tools'], reader);
  checkVoice(body['voice_settings'], reader);
  checkTelephony(body['telephony_settings'], reader);
}
