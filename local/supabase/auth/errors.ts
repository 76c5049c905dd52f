import { HttpProblem } from '../gateway/http.ts';

/** GoTrue's error codes that the local stack can answer, with status and text as GoTrue has them. */
const authErrors = {
  bad_json: [400, 'Could not parse request body as JSON'],
  bad_jwt: [403, 'invalid JWT: unable to parse or verify signature'],
  email_address_invalid: [400, 'Unable to validate email address: invalid format'],
  email_exists: [422, 'A user with this email address has already been registered'],
  email_not_confirmed: [400, 'Email not confirmed'],
  anonymous_provider_disabled: [422, 'Anonymous sign-ins are disabled'],
  invalid_credentials: [400, 'Invalid login credentials'],
  no_authorization: [401, 'This endpoint requires a valid Bearer token'],
  not_admin: [403, 'User not allowed'],
  otp_disabled: [422, 'Signups not allowed for otp'],
  otp_expired: [403, 'Email link is invalid or has expired'],
  refresh_token_already_used: [400, 'Invalid Refresh Token: Already Used'],
  refresh_token_not_found: [400, 'Invalid Refresh Token: Refresh Token Not Found'],
  same_password: [422, 'New password should be different from the old password.'],
  session_not_found: [403, 'Session from session_id claim in JWT does not exist'],
  signup_disabled: [422, 'Signups not allowed for this instance'],
  unsupported_grant_type: [400, 'unsupported_grant_type'],
  user_already_exists: [422, 'User already registered'],
  user_banned: [400, 'User is banned'],
  user_not_found: [404, 'User not found'],
  validation_failed: [400, 'The request is not valid'],
  weak_password: [422, 'Password should be at least 6 characters.'],
  not_in_local_stack: [404, 'The local stack does not offer this; it needs a hosted project'],
} as const;

export type AuthErrorCode = keyof typeof authErrors;

/**
 * An error as GoTrue answers it: `{code, error_code, msg}`.
 *
 * @param detail replaces GoTrue's usual text
 */
export function authError(code: AuthErrorCode, detail?: string): HttpProblem {
  const [status, text] = authErrors[code];
  const extra = code === 'weak_password' ? { weak_password: { reasons: ['length'] } } : {};
  return new HttpProblem(status, { code: status, error_code: code, msg: detail ?? text, ...extra });
}
