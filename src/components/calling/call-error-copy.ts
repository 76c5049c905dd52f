import type { CallError } from '@/calling/call-state.ts';

interface ErrorWords {
  title: string;
  text: string;
}

/**
 * Why a call could not be made or taken: what happened, then what to do. Codes that only other
 * functions answer with have no words here; limits of calls out have theirs in `dial-refusal-copy.ts`.
 */
export const callErrorCopy: Partial<Record<CallError['code'], ErrorWords>> & {
  internal: ErrorWords;
} = {
  invalid_number: {
    title: 'That is not a telephone number',
    text: 'Check the digits. Write numbers abroad with + and the country code.',
  },
  number_not_owned: {
    title: 'That line is not yours to call from',
    text: 'Choose another number under “Call from”.',
  },
  client_not_found: {
    title: 'That client is no longer there',
    text: 'The number stays filled in; call it without the client.',
  },
  agent_busy: {
    title: 'You are in a call already',
    text: 'End that call first, perhaps in another window.',
  },
  agent_not_registered: {
    title: 'This browser’s telephone is not ready',
    text: 'Wait for the green light, then call again.',
  },
  phone_not_ready: {
    title: 'This browser’s telephone is not ready',
    text: 'See the light at the top of this card for the reason and the way out.',
  },
  spend_limit: {
    title: 'Today’s spending limit is reached',
    text: 'An owner can raise it in Settings, Limits.',
  },
  rate_limited: {
    title: 'Too many calls at once',
    text: 'Wait a minute, then call again.',
  },
  telnyx_error: {
    title: 'Telnyx did not take the call',
    text: 'Call again in a moment. If it stays so, run the health check in Settings.',
  },
  already_claimed: { title: 'Somebody else has the call', text: 'There is nothing left to do.' },
  not_in_this_state: { title: 'The call has moved on', text: 'What you see is up to date now.' },
  not_found: { title: 'That call is over', text: 'Find it in the history.' },
  offline: {
    title: 'The server could not be reached',
    text: 'Check the network, then call again. The number stays filled in.',
  },
  unavailable: {
    title: 'The call could not be connected',
    text: 'The server is busy or restarting. Try again in a moment.',
  },
  unauthorized: { title: 'You are signed out', text: 'Sign in again, then call.' },
  invalid_request: {
    title: 'The server did not understand',
    text: 'Reload the page, then try again.',
  },
  method_not_allowed: {
    title: 'The server did not understand',
    text: 'Reload the page, then try again.',
  },
  ai_unavailable: {
    title: 'The AI cannot take this call',
    text: 'It has no published settings on this line, or it does not answer. The call is as it was.',
  },
  not_allowed: { title: 'You may not do this', text: 'An owner or admin can.' },
  scenario_failed: {
    title: 'A saved test failed',
    text: 'See Settings, AI dispatcher, for what went wrong.',
  },
  payload_too_large: { title: 'That is too long', text: 'Shorten the number.' },
  internal: { title: 'Something broke on our side', text: 'Try again in a moment.' },
};
