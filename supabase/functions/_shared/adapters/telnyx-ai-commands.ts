import { NOBODY_FREE, SPOKEN } from '../core/ai-words.ts';
import type { CommandBody } from '../core/call-plan.ts';
import type { AiLanguage } from '../core/contracts/ai-profile.ts';
import type { AiCommandBody } from '../core/plan-ai.ts';
import type { AiStart } from '../ports/telephony.ts';

export interface WireCommand {
  path: string;
  payload: Record<string, unknown>;
}

/** Voices for `speak` (telnyx.md section 2.4), where no assistant speaks. */
export const VOICES: Record<AiLanguage, string> = {
  en: 'AWS.Polly.Joanna-Neural',
  fr: 'AWS.Polly.Gabrielle-Neural',
  es: 'AWS.Polly.Lupe-Neural',
};
export const LOCALES: Record<AiLanguage, string> = { en: 'en-US', fr: 'fr-CA', es: 'es-US' };

const AI_KINDS: ReadonlySet<string> = new Set<AiCommandBody['kind']>([
  'start_ai',
  'stop_ai',
  'tell_ai',
  'apologise',
  'start_transcription',
]);

export function isAiCommand(body: CommandBody): body is AiCommandBody {
  return AI_KINDS.has(body.kind);
}

/** An action on one leg. Its id holds characters that a path cannot. */
export function onLeg(
  callControlId: string,
  action: string,
  payload: Record<string, unknown>,
): WireCommand {
  return { path: `/calls/${encodeURIComponent(callControlId)}/actions/${action}`, payload };
}

/**
 * Commands about the AI in Telnyx's words (telnyx.md sections 2.4 and 7).
 *
 * @returns null when there is no assistant to start
 */
export function wireAiCommand(body: AiCommandBody, ai: AiStart | null): WireCommand | null {
  switch (body.kind) {
    case 'start_ai':
      return ai?.assistantId ? startAi(body, ai, ai.assistantId) : null;
    case 'stop_ai':
      return onLeg(body.callControlId, 'ai_assistant_stop', {});
    case 'tell_ai':
      return onLeg(body.callControlId, 'ai_assistant_add_messages', {
        messages: [{ role: 'system', content: NOBODY_FREE }],
        trigger_response: true,
      });
    case 'apologise': {
      const language = ai?.language ?? 'en';
      return onLeg(body.callControlId, 'speak', {
        payload: SPOKEN[body.words][language],
        // A ringback without end would never let it be heard.
        stop: 'all',
        voice: VOICES[language],
        language: LOCALES[language],
      });
    }
    case 'start_transcription':
      return onLeg(body.callControlId, 'transcription_start', {
        // Only Telnyx's own engine tells who spoke (telnyx.md section 3.4).
        transcription_engine: 'B',
        transcription_tracks: 'both',
      });
  }
}

function startAi(
  body: AiCommandBody & { kind: 'start_ai' },
  ai: AiStart,
  assistantId: string,
): WireCommand {
  return onLeg(body.callControlId, 'ai_assistant_start', {
    assistant: {
      id: assistantId,
      dynamic_variables: ai.variables,
      ...(ai.greeting === null ? {} : { greeting: ai.greeting }),
    },
    ...(ai.greeting === null ? {} : { greeting: ai.greeting }),
    ...(ai.history.length > 0 ? { message_history: ai.history } : {}),
    send_message_history_updates: true,
  });
}

/** The conversation that Telnyx opened; null when it did not say. */
export function conversationId(body: unknown): string | null {
  const data = (body as { data?: { conversation_id?: unknown } } | null)?.data;
  return typeof data?.conversation_id === 'string' ? data.conversation_id : null;
}
