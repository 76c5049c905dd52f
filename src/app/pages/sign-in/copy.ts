import type { SignInProblem } from '@/data/sign-in-problem.ts';

const enProblems: Record<SignInProblem, string> = {
  wrong_credentials: 'Email and password do not match. Check both; capitals count.',
  not_confirmed: 'This address is not confirmed yet. Open the link in the message sent to it.',
  rate_limited: 'Too many tries. Wait a minute, then sign in again.',
  no_network: 'Switchboard cannot be reached. Check the network, then sign in again.',
  server: 'The server could not sign you in. Try again in a minute.',
};
const frProblems: Record<SignInProblem, string> = {
  wrong_credentials:
    'L’adresse et le mot de passe ne correspondent pas. Vérifiez les deux; les majuscules comptent.',
  not_confirmed:
    'Cette adresse n’est pas encore confirmée. Ouvrez le lien du message qui vous a été envoyé.',
  rate_limited: 'Trop d’essais. Attendez une minute, puis reconnectez-vous.',
  no_network: 'Switchboard est injoignable. Vérifiez le réseau, puis reconnectez-vous.',
  server: 'Le serveur n’a pas pu vous connecter. Réessayez dans une minute.',
};

const en = {
  title: 'Sign in',
  subtitle: 'Calls start ringing here once you are in.',
  expired: 'You were signed out because the session ran out. Sign in to go back to your page.',
  email: 'Email',
  emailMissing: 'Enter your email address.',
  password: 'Password',
  passwordMissing: 'Enter your password.',
  forgot: 'Forgot it?',
  showPassword: 'Show characters',
  hidePassword: 'Hide characters',
  submit: 'Sign in',
  submitting: 'Signing in',
  ring: 'Signing in also lets this browser ring and use the microphone. You can test both before the first call.',
  noAccount: 'New here?',
  signUp: 'Create an account',
  problems: enProblems,
  demo: {
    title: 'Demo accounts on this machine',
    text: 'Password of all: demo-password',
    roles: { agent: 'agent', owner: 'owner' },
    use: (name: string) => `Fill in ${name}`,
  },
};
/** The texts of the sign-in page. */
export type SignInCopy = typeof en;

const fr: SignInCopy = {
  title: 'Connexion',
  subtitle: 'Les appels sonnent ici dès que vous êtes connecté.',
  expired: 'Votre session a pris fin. Connectez-vous pour revenir à votre page.',
  email: 'Courriel',
  emailMissing: 'Entrez votre adresse courriel.',
  password: 'Mot de passe',
  passwordMissing: 'Entrez votre mot de passe.',
  forgot: 'Oublié?',
  showPassword: 'Afficher les caractères',
  hidePassword: 'Masquer les caractères',
  submit: 'Se connecter',
  submitting: 'Connexion',
  ring: 'La connexion permet aussi à ce navigateur de sonner et d’utiliser le micro. Vous pourrez essayer les deux avant le premier appel.',
  noAccount: 'Nouveau ici?',
  signUp: 'Créer un compte',
  problems: frProblems,
  demo: {
    title: 'Comptes de démonstration sur cet ordinateur',
    text: 'Mot de passe de tous : demo-password',
    roles: { agent: 'agent', owner: 'propriétaire' },
    use: (name) => `Remplir avec ${name}`,
  },
};

export const signInCopy = { en, fr };
