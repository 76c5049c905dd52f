import { signInProblem, type SignInProblem } from './sign-in-problem.ts';

/** Why an account could not be made or changed, as far as the person can do something about it. */
export type AccountProblem =
  | SignInProblem
  | 'email_taken'
  | 'invalid_email'
  | 'weak_password'
  | 'same_password'
  | 'sign_up_off'
  | 'link_expired';

const BY_CODE: Record<string, AccountProblem> = {
  user_already_exists: 'email_taken',
  email_exists: 'email_taken',
  email_address_invalid: 'invalid_email',
  email_address_not_authorized: 'invalid_email',
  weak_password: 'weak_password',
  same_password: 'same_password',
  signup_disabled: 'sign_up_off',
  email_provider_disabled: 'sign_up_off',
  otp_expired: 'link_expired',
  otp_disabled: 'link_expired',
  session_not_found: 'link_expired',
  user_banned: 'wrong_credentials',
};

/** Sorts an error of supabase-js' auth; codes as in `sign-in-problem.ts`. */
export function accountProblem(error: Parameters<typeof signInProblem>[0]): AccountProblem {
  const known = error.code ? BY_CODE[error.code] : undefined;
  if (known) return known;
  // Without a code worth a sentence; 400 is then no wrong password, since none was asked for.
  const problem = signInProblem(error);
  return problem === 'wrong_credentials' && error.code !== 'invalid_credentials'
    ? 'server'
    : problem;
}
