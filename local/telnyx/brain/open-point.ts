import { confirmation } from './booking.ts';
import type { Context } from './dialogue-state.ts';

/** The open question once more, or null where none is open. */
export function openPoint(context: Context): string | null {
  const { state, replies } = context;
  const { goal } = state;
  switch (state.pending) {
    case 'problem':
      return replies.askProblem;
    case 'when':
      return replies.askWhen;
    case 'slot':
      return goal === null ? null : replies.offer(goal.slots.map(({ label }) => label));
    case 'name':
      return replies.askName;
    case 'confirm':
      return goal === null ? null : confirmation(context, goal);
    case 'change':
      return replies.askChange;
    case 'visit':
      return replies.whichVisit;
    case 'message':
      return replies.askMessage;
    case 'call_back_reason':
      return replies.askCallBackReason;
    case 'price_service':
      return replies.askPriceFor;
    case 'offer_help':
      return replies.offerBoth;
    case 'anything_else':
      return replies.anythingElse;
    case null:
      return null;
  }
}
