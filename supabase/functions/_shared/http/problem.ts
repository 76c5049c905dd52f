import type { ErrorCode } from '../core/contracts/functions.ts';

const STATUS: Record<ErrorCode, number> = {
  invalid_request: 400,
  unauthorized: 401,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  invalid_number: 422,
  number_not_owned: 403,
  client_not_found: 404,
  destination_not_allowed: 403,
  agent_busy: 409,
  agent_not_registered: 409,
  spend_limit: 403,
  rate_limited: 429,
  telnyx_error: 502,
  already_claimed: 409,
  not_in_this_state: 409,
  ai_unavailable: 409,
  not_allowed: 403,
  scenario_failed: 409,
  confirm_destination: 409,
  concurrency_limit: 429,
  calling_stopped: 403,
  party_not_found: 404,
  party_unreachable: 409,
  setup_running: 409,
  offer_expired: 409,
  number_taken: 409,
  number_unavailable: 409,
  number_not_found: 404,
  points_elsewhere: 409,
  confirm_mismatch: 422,
  number_in_use: 409,
  already_member: 409,
  already_invited: 409,
  invite_not_found: 404,
  member_not_found: 404,
  last_owner: 409,
  mail_failed: 502,
  unavailable: 503,
  internal: 500,
};

const MESSAGE: Record<ErrorCode, string> = {
  invalid_request: 'The request is not of the expected form.',
  unauthorized: 'Sign in again.',
  not_found: 'There is no such call.',
  method_not_allowed: 'Use POST.',
  payload_too_large: 'The request is too large.',
  invalid_number: 'This is not a phone number that can be called.',
  number_not_owned: 'This number does not belong to your organisation.',
  client_not_found: 'There is no such client.',
  destination_not_allowed: 'Calls to this destination are switched off.',
  agent_busy: 'You are in a call already.',
  agent_not_registered: 'Your phone is not connected. Check the light in the sidebar.',
  spend_limit: 'The daily spending limit is reached.',
  rate_limited: 'Too many calls within a minute. Wait a moment.',
  telnyx_error: 'The phone network did not take the call. Try again in a moment.',
  already_claimed: 'Somebody else answered first.',
  not_in_this_state: 'The call is not in a state that allows this.',
  ai_unavailable: 'There is no AI dispatcher that could take this call.',
  not_allowed: 'Only owners and admins may do this.',
  scenario_failed: 'A saved test failed, so nothing was published.',
  confirm_destination: 'Nobody here has called this country before. Confirm to call anyway.',
  concurrency_limit: 'As many calls are running as your business allows at a time.',
  party_not_found: 'There is nobody of that name to bring into the call.',
  party_unreachable: 'This colleague cannot be reached right now.',
  calling_stopped: 'Calls out are stopped. An owner can resume them in Settings, Limits.',
  setup_running: 'Another number is being set up. Wait until it is done.',
  offer_expired: 'This offer is too old. Search again.',
  number_taken: 'This number belongs to another business.',
  number_unavailable: 'Somebody else has taken this number. Choose another one.',
  number_not_found: 'There is no such number in the Telnyx account.',
  points_elsewhere: 'This number is connected to something else at Telnyx.',
  confirm_mismatch: 'What you typed is not the number.',
  number_in_use: 'There is a call on this number. Wait until it is over.',
  already_member: 'This person is in the team already.',
  already_invited: 'This person is invited already.',
  invite_not_found: 'There is no such open invitation.',
  member_not_found: 'There is no such person in the team.',
  last_owner: 'A business needs an owner. Make somebody else an owner first.',
  mail_failed: 'The invitation is kept, but its mail could not be sent. Send it again.',
  unavailable: 'The service is not reachable. Try again in a moment.',
  internal: 'Something broke on our side.',
};

/** A JSON answer. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

/**
 * An error answer of the form of `contracts/functions.ts`.
 *
 * @param detail a better sentence than the code's own; the screen has its own words and uses the code.
 */
export function problem(
  code: ErrorCode,
  detail?: string,
  extra: Record<string, unknown> = {},
): Response {
  return json({ error: { code, message: detail ?? MESSAGE[code], ...extra } }, STATUS[code]);
}
