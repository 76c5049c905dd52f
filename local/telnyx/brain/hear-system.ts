import { ask, speak } from './dialogue-state.ts';
import type { Context, Plan } from './dialogue-state.ts';
import { offerHelp } from './help.ts';
import { hear, pattern } from './normalise.ts';
import { openPoint } from './open-point.ts';
import { canUse } from './tool-use.ts';

const NOBODY = pattern(
  "nobody|no one is (?:available|free)|no one (?:came|answered|accepted)|no-one|personne n'est|nadie",
);

/** A message of the product's to the assistant. */
export function hearSystem(context: Context, text: string): Plan {
  const { state, replies } = context;
  if (/^\s*resume:/i.test(text)) {
    state.rings = null;
    return speak(replies.back(openPoint(context)));
  }
  if (hear(text).plain.search(NOBODY) !== -1) return apologise(context);
  return speak(openPoint(context) ?? replies.howCanIHelp);
}

/** Nobody came to the phone: what the caller says next is taken down. */
function apologise(context: Context): Plan {
  const { state, replies } = context;
  state.rings = null;
  if (canUse(context, 'take_message')) {
    return ask(context, 'message', replies.nobodyFree, replies.askMessage);
  }
  if (canUse(context, 'request_callback')) {
    return ask(context, 'call_back_reason', replies.nobodyFree, replies.askCallBackReason);
  }
  return offerHelp(context, replies.nobodyFree);
}
