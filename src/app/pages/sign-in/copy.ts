import type { SignInProblem } from '@/data/sign-in-problem.ts';

const problems: Record<SignInProblem, string> = {
  wrong_credentials: 'Email and password do not match. Check both; capitals count.',
  not_confirmed: 'This address is not confirmed yet. Open the link in the message sent to it.',
  rate_limited: 'Too many tries. Wait a minute, then sign in again.',
  no_network: 'Switchboard cannot be reached. Check the network, then sign in again.',
  server: 'The server could not sign you in. Try again in a minute.',
};

/** The texts of the sign-in page. */
export const signInCopy = {
  title: 'Sign in',
  subtitle: 'Calls start ringing here once you are in.',
  expired: 'You were signed out because the session ran out. Sign in to go back to your page.',
  email: 'Email',
  emailMissing: 'Enter your email address.',
  password: 'Password',
  passwordMissing: 'Enter your password.',
  showPassword: 'Show characters',
  hidePassword: 'Hide characters',
  submit: 'Sign in',
  submitting: 'Signing in',
  ring: 'Signing in also lets this browser ring and use the microphone. You can test both before the first call.',
  problems,
  demo: {
    title: 'Demo accounts on this machine',
    text: 'Password of all: demo-password',
    use: (name: string) => `Fill in ${name}`,
  },
} as const;
