import { keepCompany } from './idle.ts';
import { obeyCaller } from './obedient.ts';
import { ownLanguage, replay } from './replay.ts';
import { repliesFor } from './replies.ts';
import type { Brain, BrainAction, BrainTurn } from './turn.ts';

/** Telnyx's word for "the model makes up the greeting" (telnyx.md 7.2). */
const GENERATED_GREETING = '<assistant-speaks-first-with-model-generated-message>';
/** A line of the instructions that makes the assistant obey dictated tool calls. */
const OBEDIENT_LINE = /^\s*#obedient-model\s*$/m;

/**
 * Stands in for the language model of an assistant: deterministic, without memory, as described in
 * docs/simulator-brain.md.
 * @param options `obedient`: callers may dictate tool calls, as to a model that has been talked
 *   round. The line `#obedient-model` in an assistant's instructions does the same for it alone.
 */
export function createScriptedBrain(options: { obedient?: boolean } = {}): Brain {
  return {
    next(turn) {
      const isObedient = options.obedient === true || OBEDIENT_LINE.test(turn.instructions);
      const obeyed = isObedient ? obeyCaller(turn) : null;
      return Promise.resolve(obeyed ?? think(turn));
    },
  };
}

function think(turn: BrainTurn): BrainAction {
  const hasCaller = turn.messages.some(({ role }) => role === 'user');
  if (turn.trigger === 'start' && !hasCaller && !isResumed(turn)) return begin(turn);
  const { context, plan, wasSaid, saidSince } = replay(turn);
  const { language } = context.state;
  if (plan !== null && plan.say !== null && !wasSaid)
    return { kind: 'say', text: plan.say, language };
  const next = plan?.next ?? { kind: 'wait' };
  if (next.kind !== 'wait' || turn.trigger !== 'idle') return next;
  return keepCompany(context, saidSince, turn.step);
}

/** Started anew after a person had the call, with nothing to greet with. */
function isResumed({ greeting, messages }: BrainTurn): boolean {
  return (
    greeting === '' &&
    messages.some(
      ({ role, ...rest }) => role === 'system' && 'text' in rest && /^\s*resume:/i.test(rest.text),
    )
  );
}

/** The runtime speaks the greeting; an empty one waits for the caller. */
function begin(turn: BrainTurn): BrainAction {
  const isSaid = turn.messages.some(({ role }) => role === 'assistant');
  if (turn.greeting !== GENERATED_GREETING || isSaid) return { kind: 'wait' };
  const language = ownLanguage(turn);
  const { business_name: business = '', assistant_name: assistant = '' } = turn.variables;
  const text = repliesFor(language).generatedGreeting(business, assistant);
  return { kind: 'say', text, language };
}
