/** Why a sign-in did not work, as far as the person can do something about it. */
export type SignInProblem =
  | 'wrong_credentials'
  | 'not_confirmed'
  | 'rate_limited'
  | 'no_network'
  | 'server';

interface AuthFailure {
  name?: string;
  code?: string | undefined;
  status?: number | undefined;
}

/**
 * Sorts an error of supabase-js' `signInWithPassword`.
 * Codes: supabase.com/docs/guides/auth/debugging/error-codes; a request that never arrived has status 0
 * and the name `AuthRetryableFetchError`.
 */
export function signInProblem(error: AuthFailure): SignInProblem {
  if (error.code === 'invalid_credentials') return 'wrong_credentials';
  if (error.code === 'email_not_confirmed') return 'not_confirmed';
  if (error.status === 429 || error.code?.startsWith('over_') === true) return 'rate_limited';
  if (error.name === 'AuthRetryableFetchError' && !error.status) return 'no_network';
  if (error.status === 400 || error.status === 401) return 'wrong_credentials';
  return 'server';
}
