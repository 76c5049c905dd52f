import { readCaller } from './caller-words.ts';
import { newState, speakIn, speak } from './dialogue-state.ts';
import type { Context, Plan } from './dialogue-state.ts';
import { readDirectives } from './directives.ts';
import { readEscalations } from './escalations.ts';
import { hearCaller } from './hear-caller.ts';
import { hearSystem } from './hear-system.ts';
import { hearTool } from './hear-tool.ts';
import { detectLanguage, languageInName } from './language.ts';
import { plainText, wordsOf, hear } from './normalise.ts';
import { repliesFor } from './replies.ts';
import type { BrainLanguage, BrainMessage, BrainTurn } from './turn.ts';
import { wordsFor } from './words.ts';

/** Where a conversation stands after its last event. */
export interface Standing {
  context: Context;
  /** What is done about the last event; null: nothing has happened yet. */
  plan: Plan | null;
  wasSaid: boolean;
  /** What the assistant said since the last event. */
  saidSince: string[];
}

function startContext(turn: BrainTurn): Context {
  const language = ownLanguage(turn);
  return {
    turn,
    state: newState(language),
    directives: readDirectives(turn.instructions),
    escalations: readEscalations(turn.instructions),
    earlier: [],
    words: wordsFor(language),
    replies: repliesFor(language),
  };
}

/** The language in the assistant's name, else that of its greeting, else English. */
export function ownLanguage({ name, greeting }: BrainTurn): BrainLanguage {
  return languageInName(name) ?? detectLanguage(greeting, 'en');
}

/**
 * Goes through the whole conversation from its beginning, so that the brain needs no memory: every
 * event changes the state and makes a plan, and what was said since tells how far the plan got.
 */
export function replay(turn: BrainTurn): Standing {
  const context = startContext(turn);
  const standing: Standing = { context, plan: null, wasSaid: false, saidSince: [] };
  const last = turn.messages.findLastIndex(({ role }) => role !== 'assistant');
  turn.messages.forEach((message, index) => {
    if (message.role === 'assistant') {
      standing.saidSince.push(message.text);
      standing.wasSaid ||= isSame(standing.plan?.say ?? null, message.text);
      return;
    }
    context.earlier = turn.messages.slice(0, index);
    const plan = planFor(standing, message, index === last);
    if (standing.wasSaid && standing.plan?.say) context.state.lastReply = standing.plan.say;
    standing.plan = plan;
    standing.wasSaid = false;
    standing.saidSince = [];
  });
  return standing;
}

/** Speech may be cut off or come in pieces: the beginning of either is enough. */
function isSame(planned: string | null, said: string): boolean {
  if (planned === null) return false;
  const [whole, piece] = [plainText(planned), plainText(said)];
  return piece !== '' && (whole.startsWith(piece) || piece.startsWith(whole));
}

function planFor(standing: Standing, message: BrainMessage, isLast: boolean): Plan {
  const { context } = standing;
  if (message.role === 'tool') return hearTool(context, message);
  if (message.role === 'system') return hearSystem(context, message.text);
  const language = languageOf(context, message.text);
  const target = isLast ? handOffTarget(context.turn, language) : null;
  speakIn(context, language);
  if (target !== null) {
    context.state.deferred = message.text;
    return { say: null, next: { kind: 'hand_off', assistantId: target } };
  }
  return unheard(standing, message.text) ?? hearCaller(context, message.text);
}

/** Names and dictated messages keep the language. */
function languageOf({ state }: Context, text: string): BrainLanguage {
  const isDictated = state.pending === 'name' || state.pending === 'message';
  return isDictated ? state.language : detectLanguage(text, state.language);
}

function handOffTarget(turn: BrainTurn, language: BrainLanguage): string | null {
  const { tools, messages } = turn;
  // A handoff that failed is not tried again.
  const hasFailed = messages.some(
    ({ role, ...rest }) => role === 'tool' && 'name' in rest && rest.name === 'handoff',
  );
  if (language === ownLanguage(turn) || hasFailed) return null;
  const targets = tools.flatMap((tool) => (tool.kind === 'handoff' ? (tool.targets ?? []) : []));
  return targets.find(({ name }) => languageInName(name) === language)?.id ?? null;
}

/**
 * The caller spoke before our question was heard: a yes or no cannot be the answer to it, so it is
 * asked again.
 */
function unheard({ plan, wasSaid, context }: Standing, text: string): Plan | null {
  if (plan === null || plan.say === null || wasSaid || plan.next.kind !== 'wait') return null;
  const { pending } = context.state;
  if (pending === null) return null;
  const caller = readCaller(text, context.words, context.turn.variables['today_iso'] ?? '');
  const isShort = wordsOf(hear(text).plain).length <= 2;
  return caller.isYes || caller.isNo || isShort ? speak(plan.say) : null;
}
