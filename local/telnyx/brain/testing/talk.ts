import { createScriptedBrain } from '../scripted-brain.ts';
import type { BrainLanguage } from '../turn.ts';
import {
  converse,
  KNOWN_CLIENT,
  TOOL_NAMES,
  toolsNamed,
  usualAnswers,
  usualTurn,
} from './fake-business.ts';
import type { Answers, Conversation, TurnSettings } from './fake-business.ts';

/** Conversations with the scripted brain. */

export function call(settings: Partial<TurnSettings> = {}, answers: Answers = {}): Conversation {
  return converse(createScriptedBrain(), usualTurn(settings), { ...usualAnswers(), ...answers });
}

/** @returns what was answered to the last line */
export async function say(conversation: Conversation, lines: readonly string[]): Promise<string> {
  let answer = '';
  for (const line of lines) answer = await conversation.hear(line);
  return answer;
}

export const names: Record<BrainLanguage, string> = {
  en: 'Maple (en)',
  fr: 'Maple (fr)',
  es: 'Maple (es)',
};
export const known: Answers = { look_up_client: () => KNOWN_CLIENT };
export const without = (...missing: string[]) =>
  toolsNamed(TOOL_NAMES.filter((name) => !missing.includes(name)));
