import { inBackground } from '../background.ts';
import type { World } from '../world.ts';
import type { Leg } from '../world/leg.ts';
import type { AssistantSettings } from './assistant-settings.ts';
import { CallSession } from './call-session.ts';
import type { SpokenMessage } from './conversation.ts';
import { addSpoken } from './dialogue.ts';

export interface SeedMessage {
  role: SpokenMessage['role'];
  text: string;
}

export interface AssistantStart {
  settings: AssistantSettings;
  /** `dynamic_variables` of the command. */
  variables: Record<string, string>;
  /** `message_history` of the command. */
  history: SeedMessage[];
}

/**
 * Puts an assistant on an answered leg. Whether it may be there is not checked here.
 * @returns the conversation's id
 */
export function startAssistant(world: World, leg: Leg, start: AssistantStart): string {
  const isInbound = leg.origin !== 'app';
  const conversation = world.ai.conversations.create({
    assistantId: start.settings.id,
    callControlId: leg.callControlId,
    metadata: {
      assistant_id: start.settings.id,
      call_control_id: leg.callControlId,
      call_leg_id: leg.id,
      call_session_id: leg.sessionId,
      telnyx_conversation_channel: 'phone_call',
      telnyx_agent_target: isInbound ? leg.to : leg.from,
      telnyx_end_user_target: isInbound ? leg.from : leg.to,
    },
  });
  const session = new CallSession(world, leg, conversation, start.settings);
  leg.ai = session;
  for (const { role, text } of start.history) addSpoken(session, role, text, { isSent: true });
  // The reply to the command leaves first.
  world.clock.setTimeout(() => {
    if (!session.isOver) inBackground(session.begin(start.variables), 'starting an assistant');
  }, 0);
  world.live.notify('call', { id: leg.id });
  return conversation.id;
}
