import type { Resource } from '../account/resources.ts';
import { asFlag, asNumber, asObject, asText, asVariables } from './json-fields.ts';
import type { JsonObject } from './json-fields.ts';
import { languageOf } from './language.ts';
import type { Language } from './language.ts';
import { readTools } from './tools.ts';
import type { AssistantTool } from './tools.ts';

/** Telnyx's word for "say something of your own" in place of a greeting. */
const GENERATED_GREETING = '<assistant-speaks-first-with-model-generated-message>';
const DEFAULT_TIME_LIMIT_SECS = 1800;
const DEFAULT_IDLE_REPLY_SECS = 10;
const DEFAULT_ENDPOINTING_SECS = 0.4;
const DEFAULT_VARIABLES_TIMEOUT_MS = 1000;
const DEFAULT_ROOM_VOLUME = 0.5;

/** An assistant as it acts in one conversation: the stored one with the overrides of the call. */
export interface AssistantSettings {
  id: string;
  name: string;
  model: string;
  /** With its placeholders. */
  instructions: string;
  /** With its placeholders; '' waits for the caller, null asks the brain for words. */
  greeting: string | null;
  language: Language;
  voice: string;
  tools: AssistantTool[];
  /** 0.1 to 1, or null: no sound in the background. */
  roomVolume: number | null;
  canInterrupt: boolean;
  canInterruptGreeting: boolean;
  /** Silence after which the caller is taken to have finished, milliseconds. */
  endpointingMs: number;
  idleReplyMs: number;
  /** Null: no limit. */
  idleTimeoutMs: number | null;
  timeLimitMs: number;
  sendsHistory: boolean;
  transcriptionModel: string;
  insightGroupId: string | null;
  variables: Record<string, string>;
  variablesWebhook: { url: string; timeoutMs: number } | null;
}

/** What a command may set for its call only (telnyx.md 7.5). */
export interface CallOverrides {
  /** The `assistant` object of the command. */
  assistant: JsonObject;
  greeting?: string | null;
  transcription?: JsonObject;
  interruption?: JsonObject;
  sendsHistory?: boolean;
}

const OVERRIDABLE = ['name', 'model', 'instructions', 'greeting', 'tools', 'voice_settings'];

function overridden(stored: Resource, { assistant, transcription }: CallOverrides): JsonObject {
  const merged: JsonObject = { ...stored };
  for (const name of OVERRIDABLE) {
    if (assistant[name] !== undefined && assistant[name] !== null) merged[name] = assistant[name];
  }
  if (transcription !== undefined) {
    merged['transcription'] = { ...asObject(stored['transcription']), ...transcription };
  }
  return merged;
}

function roomVolumeOf(voice: JsonObject): number | null {
  const audio = asObject(voice['background_audio']);
  // Files in the background are not modelled; `silence` is Telnyx's word for none.
  if (audio['type'] !== 'predefined_media' || audio['value'] === 'silence') return null;
  return asNumber(audio['volume']) ?? DEFAULT_ROOM_VOLUME;
}

function greetingOf(merged: JsonObject, greeting: string | null | undefined): string | null {
  const text = greeting ?? asText(merged['greeting']) ?? '';
  return text === GENERATED_GREETING ? null : text;
}

function interruptionOf(merged: JsonObject, override: JsonObject | undefined) {
  const settings = { ...asObject(merged['interruption_settings']), ...override };
  const plan = asObject(settings['start_speaking_plan']);
  const waitSecs = asNumber(plan['wait_seconds']) ?? DEFAULT_ENDPOINTING_SECS;
  return {
    canInterrupt: asFlag(settings['enable']) ?? true,
    canInterruptGreeting: asFlag(settings['disable_greeting_interruption']) !== true,
    endpointingMs: waitSecs * 1000,
  };
}

function telephonyOf(merged: JsonObject, sendsHistory: boolean | undefined) {
  const telephony = asObject(merged['telephony_settings']);
  const idleTimeoutSecs = asNumber(telephony['user_idle_timeout_secs']);
  const idleReplySecs = asNumber(telephony['user_idle_reply_secs']) ?? DEFAULT_IDLE_REPLY_SECS;
  return {
    idleReplyMs: idleReplySecs * 1000,
    idleTimeoutMs: idleTimeoutSecs === null ? null : idleTimeoutSecs * 1000,
    timeLimitMs: (asNumber(telephony['time_limit_secs']) ?? DEFAULT_TIME_LIMIT_SECS) * 1000,
    // The assistant's own setting has the last word (SDK 7.24, TelephonySettings).
    sendsHistory: asFlag(telephony['send_message_history_updates']) ?? sendsHistory ?? false,
  };
}

export function settingsOf(
  stored: Resource,
  overrides: CallOverrides = { assistant: {} },
): AssistantSettings {
  const merged = overridden(stored, overrides);
  const voice = asObject(merged['voice_settings']);
  const variablesUrl = asText(merged['dynamic_variables_webhook_url']) ?? '';
  const variablesTimeoutMs = asNumber(merged['dynamic_variables_webhook_timeout_ms']);
  return {
    id: stored.id,
    name: asText(merged['name']) ?? '',
    model: asText(merged['model']) ?? '',
    instructions: asText(merged['instructions']) ?? '',
    greeting: greetingOf(merged, overrides.greeting),
    language: languageOf(merged),
    voice: asText(voice['voice']) ?? '',
    tools: readTools(merged['tools']),
    roomVolume: roomVolumeOf(voice),
    ...interruptionOf(merged, overrides.interruption),
    ...telephonyOf(merged, overrides.sendsHistory),
    transcriptionModel: asText(asObject(merged['transcription'])['model']) ?? '',
    insightGroupId: asText(asObject(merged['insight_settings'])['insight_group_id']),
    variables: asVariables(merged['dynamic_variables']),
    variablesWebhook:
      variablesUrl === ''
        ? null
        : { url: variablesUrl, timeoutMs: variablesTimeoutMs ?? DEFAULT_VARIABLES_TIMEOUT_MS },
  };
}
