import { emitLegEvent } from '../world/leg-webhooks.ts';
import { messageHistory } from './conversation.ts';
import type { AiSession } from './session.ts';

function partyType({ leg }: AiSession): 'pstn' | 'sip' {
  return leg.party.kind === 'person' ? 'pstn' : 'sip';
}

/** `call.ai_gather.message_history_updated`: the live transcript (telnyx.md 3.4). */
export function emitHistory(session: AiSession): void {
  const { world, leg, conversation, settings } = session;
  if (!settings.sendsHistory || session.isOver) return;
  emitLegEvent(world, leg, 'call.ai_gather.message_history_updated', {
    message_history: messageHistory(conversation),
    from: leg.from,
    to: leg.to,
  });
}

/** `Telnyx.NaturalHD.astra`: provider, model, voice. */
function voiceParts(voice: string): { provider: string; model: string; id: string } {
  const [provider = '', model = '', ...rest] = voice.split('.');
  return { provider: provider.toLowerCase(), model, id: rest.join('.') || voice };
}

export function emitEnded(session: AiSession): void {
  const { world, leg, conversation, settings } = session;
  const voice = voiceParts(settings.voice);
  emitLegEvent(world, leg, 'call.conversation.ended', {
    conversation_id: conversation.id,
    assistant_id: conversation.assistantId,
    duration_sec: Math.round((world.clock.now() - session.startedAtMs) / 1000),
    calling_party_type: partyType(session),
    llm_model: settings.model,
    stt_model: settings.transcriptionModel,
    tts_provider: voice.provider,
    tts_model_id: voice.model,
    tts_voice_id: voice.id,
    reason: conversation.reason,
    from: leg.from,
    to: leg.to,
  });
}

export function emitInsights(
  session: AiSession,
  groupId: string,
  results: { insight_id: string; result: unknown }[],
): void {
  const { world, leg } = session;
  emitLegEvent(world, leg, 'call.conversation_insights.generated', {
    insight_group_id: groupId,
    calling_party_type: partyType(session),
    results,
  });
}
