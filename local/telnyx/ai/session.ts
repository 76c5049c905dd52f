import type { World } from '../world.ts';
import type { Leg } from '../world/leg.ts';
import type { AssistantSettings } from './assistant-settings.ts';
import type { Conversation, EndReason } from './conversation.ts';
import type { Dialogue, Trigger } from './dialogue.ts';
import type { Voice } from './voice.ts';

/** Somebody who joined a conversation with a leg of its own. */
export interface Participant {
  leg: Leg;
  endsConversation: boolean;
}

/** An assistant on a call: what the rest of the simulator may ask of it. */
export interface AiSession extends Dialogue {
  readonly world: World;
  /** The leg that it was started on. */
  readonly leg: Leg;
  readonly conversation: Conversation;
  settings: AssistantSettings;
  readonly startedAtMs: number;
  readonly participants: Participant[];
  readonly voice: Voice;
  readonly isOver: boolean;
  /** A party of the conversation begins to speak. */
  callerBegan(): void;
  /** And has finished. @param text null: it was cut off */
  callerEnded(text: string | null): void;
  /** Makes the brain act. */
  request(trigger: Trigger): void;
  /** The assistant has nothing to say and waits for the caller. */
  isWaiting(): boolean;
  join(participant: Participant): void;
  /** The assistant goes; the call stays up. Later calls change nothing. */
  end(reason: EndReason): void;
  /** A leg of the conversation has ended. @param byParty it was hung up by its own party */
  legEnded(leg: Leg, byParty: boolean): void;
  /** The simulator goes down: not a word more. */
  silence(): void;
}

/** All legs of a conversation. */
export function legsOf({ leg, participants }: Pick<AiSession, 'leg' | 'participants'>): Leg[] {
  return [leg, ...participants.map((participant) => participant.leg)];
}
