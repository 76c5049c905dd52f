export interface BrainTool {
  name: string;
  kind: 'webhook' | 'hangup' | 'handoff';
  /** JSON schema of the arguments. */
  parameters?: Record<string, unknown>;
  /** Of a handoff: the other assistants. */
  targets?: { id: string; name: string }[];
}

export type BrainMessage =
  | { role: 'system' | 'user' | 'assistant'; text: string }
  | {
      role: 'tool';
      name: string;
      arguments: Record<string, unknown>;
      /** Parsed JSON or text; null: it failed or timed out. */
      result: unknown;
      failed: boolean;
    };

export interface BrainTurn {
  /** With mustache variables already filled in. */
  instructions: string;
  /** As spoken or to be spoken, filled in. */
  greeting: string;
  /** The assistant's name, such as "Maple Plumbing (fr)". */
  name: string;
  tools: BrainTool[];
  variables: Record<string, string>;
  /** The whole conversation so far, oldest first. */
  messages: BrainMessage[];
  /**
   * What made the runtime ask: the start, the caller spoke, a tool answered, a message was added
   * with trigger_response, the caller has been silent.
   */
  trigger: 'start' | 'user' | 'tool' | 'system' | 'idle';
  /**
   * Which ask of this turn it is: 0 when the trigger has just happened, then 1, 2, … for the asks
   * that follow an action. Without it, the second silence of a caller could not be told from the
   * ask that follows the answer to the first one.
   */
  step: number;
}

export type BrainLanguage = 'en' | 'fr' | 'es';

export type BrainAction =
  | { kind: 'say'; text: string; language: BrainLanguage }
  | { kind: 'call_tool'; name: string; arguments: Record<string, unknown> }
  | { kind: 'hand_off'; assistantId: string }
  /** Uses the hangup tool, after what was said is spoken. */
  | { kind: 'hang_up' }
  /** It is the caller's turn. */
  | { kind: 'wait' };

export interface Brain {
  /**
   * The next thing to do; asked again after each action until 'wait', 'hang_up' or 'hand_off' (at
   * most 12 times a turn). What was said must be in `messages` at the next ask.
   */
  next(turn: BrainTurn): Promise<BrainAction>;
}
