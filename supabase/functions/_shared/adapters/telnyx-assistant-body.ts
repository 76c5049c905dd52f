import type { AssistantSpec } from '../core/ai-assistant.ts';
import type { AssistantTool } from '../core/ai-tool-definitions.ts';
import type { AiLanguage, AiVoice } from '../core/contracts/ai-profile.ts';

export interface AssistantSettings {
  /** Telnyx's name of the language model. */
  model: string;
  /** Address of our functions, without a slash at the end. */
  functionsUrl: string;
}

/** Name of the integration secret that the tools' requests carry. */
export const TOOLS_SECRET = 'switchboard_tools';

/** `ai-dispatcher-tools` answers within 2 s; the rest is for a cold start. */
const TOOL_TIMEOUT_MS = 6_000;

/** Azure's neural voices have one language each, and carry it in their names (telnyx.md 2.4). */
const VOICES: Record<AiVoice, Record<AiLanguage, string>> = {
  robin: {
    en: 'Azure.en-CA-ClaraNeural',
    fr: 'Azure.fr-CA-SylvieNeural',
    es: 'Azure.es-MX-DaliaNeural',
  },
  claire: {
    en: 'Azure.en-US-JennyNeural',
    fr: 'Azure.fr-FR-DeniseNeural',
    es: 'Azure.es-US-PalomaNeural',
  },
  marcus: {
    en: 'Azure.en-CA-LiamNeural',
    fr: 'Azure.fr-CA-AntoineNeural',
    es: 'Azure.es-MX-JorgeNeural',
  },
};

/** An assistant as Telnyx takes it (telnyx.md 7.2): an update replaces all tools, so all are sent. */
export function assistantBody(
  spec: AssistantSpec,
  settings: AssistantSettings,
): Record<string, unknown> {
  return {
    name: spec.name,
    model: settings.model,
    instructions: spec.instructions,
    greeting: spec.greeting,
    dynamic_variables: spec.variables,
    enabled_features: ['telephony'],
    voice_settings: {
      voice: VOICES[spec.voice][spec.language],
      background_audio: spec.quietRoomSound
        ? { type: 'predefined_media', value: 'office', volume: 0.15 }
        : { type: 'predefined_media', value: 'silence' },
    },
    // The caller may change the language at any moment: the hand-over needs to understand it.
    transcription: { model: 'deepgram/nova-3', language: 'auto' },
    telephony_settings: {
      time_limit_secs: spec.maxCallSeconds,
      user_idle_reply_secs: 5,
      user_idle_timeout_secs: 30,
      send_message_history_updates: true,
      // On by default at Telnyx; nothing is recorded here without consent [I13].
      recording_settings: { enabled: false },
    },
    interruption_settings: { enable: true, disable_greeting_interruption: false },
    ...(spec.insightGroupId === null
      ? {}
      : { insight_settings: { insight_group_id: spec.insightGroupId } }),
    tools: [
      ...spec.tools.map((tool) => webhookTool(tool, spec, settings)),
      { type: 'hangup', hangup: { description: 'Ends the call, after you have said goodbye.' } },
      ...handoff(spec),
    ],
  };
}

/** `timeout_ms` beside `type`: inside `webhook` it is stored and ignored (telnyx.md 7.4). */
function webhookTool(
  { name, description, parameters }: AssistantTool,
  spec: AssistantSpec,
  settings: AssistantSettings,
): Record<string, unknown> {
  return {
    type: 'webhook',
    timeout_ms: TOOL_TIMEOUT_MS,
    webhook: {
      name,
      description,
      // After a hand-over the call is still one of the first language: this one speaks its own.
      url: `${settings.functionsUrl}/ai-dispatcher-tools/${name}?language=${spec.language}`,
      method: 'POST',
      headers: [
        {
          name: 'Authorization',
          value: `Bearer {{#integration_secret}}${TOOLS_SECRET}{{/integration_secret}}`,
        },
      ],
      body_parameters: parameters,
      // A chat has no call control id; the model cannot see or change a preset field.
      ...(spec.isDraft
        ? { preset_body_fields: { test_conversation: '{{telnyx_conversation_id}}' } }
        : {}),
      messages: spec.fillers.map(({ afterMs, text }) => ({
        type: 'request_response_delayed',
        content: text,
        timing_ms: afterMs,
      })),
    },
  };
}

function handoff({ handoffTo }: AssistantSpec): Record<string, unknown>[] {
  if (handoffTo.length === 0) return [];
  const assistants = handoffTo.map(({ assistantId, name }) => ({ id: assistantId, name }));
  // Each language has a voice of its own.
  return [{ type: 'handoff', handoff: { ai_assistants: assistants, voice_mode: 'distinct' } }];
}
