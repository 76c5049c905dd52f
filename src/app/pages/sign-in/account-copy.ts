import type { AccountProblem } from '@/data/account-problem.ts';

const enProblems: Record<AccountProblem, string> = {
  wrong_credentials: 'Email and password do not match. Check both; capitals count.',
  not_confirmed: 'This address is not confirmed yet. Open the link in the message sent to it.',
  rate_limited: 'Too many tries. Wait a minute, then try again.',
  no_network: 'Switchboard cannot be reached. Check the network, then try again.',
  server: 'The server could not do this. Try again in a minute.',
  email_taken: 'This address has an account already. Sign in, or ask for a new password.',
  invalid_email: 'This email address cannot be used. Check it.',
  weak_password: 'This password is too easy to guess. Choose a longer one.',
  same_password: 'This is your password already. Choose another one.',
  sign_up_off: 'No new accounts can be made here. Ask your business to invite you.',
  link_expired: 'This link was used already or is too old. Ask for a new one.',
};
const frProblems: Record<AccountProblem, string> = {
  wrong_credentials:
    'L’adresse et le mot de passe ne correspondent pas. Vérifiez les deux; les majuscules comptent.',
  not_confirmed:
    'Cette adresse n’est pas encore confirmée. Ouvrez le lien du message qui vous a été envoyé.',
  rate_limited: 'Trop d’essais. Attendez une minute, puis réessayez.',
  no_network: 'Switchboard est injoignable. Vérifiez le réseau, puis réessayez.',
  server: 'Le serveur n’a pas pu le faire. Réessayez dans une minute.',
  email_taken: 'Cette adresse a déjà un compte. Connectez-vous ou demandez un mot de passe.',
  invalid_email: 'Cette adresse courriel ne peut pas être utilisée. Vérifiez-la.',
  weak_password: 'Ce mot de passe est trop facile à deviner. Choisissez-en un plus long.',
  same_password: 'C’est déjà votre mot de passe. Choisissez-en un autre.',
  sign_up_off: 'On ne peut pas créer de compte ici. Demandez une invitation à votre entreprise.',
  link_expired: 'Ce lien a déjà servi ou est trop ancien. Demandez-en un nouveau.',
};

const en = {
  problems: enProblems,
  otherLanguage: 'Français',
  fields: {
    name: 'Your name',
    nameMissing: 'Enter your name.',
    email: 'Email',
    emailMissing: 'Enter your email address.',
    emailWrong: 'This does not look like an email address.',
    password: 'Password',
    newPassword: 'New password',
    passwordHint: (shortest: number) => `At least ${shortest} characters.`,
    passwordMissing: 'Enter a password.',
    passwordShort: (missing: number) =>
      missing === 1 ? 'One more character is needed.' : `${missing} more characters are needed.`,
    show: 'Show characters',
    hide: 'Hide characters',
  },
  signUp: {
    title: 'Create an account',
    text: 'For the owner of a business. Were you invited? Then use the link in your mail.',
    submit: 'Create account',
    submitting: 'Creating the account',
    haveAccount: 'You have an account?',
    signIn: 'Sign in',
  },
  checkMail: {
    title: 'Look into your mail',
    confirm: (email: string) =>
      `A message is on its way to ${email}. Open its link to confirm the address. If you have an account already, no message comes: sign in instead.`,
    reset: (email: string) =>
      `If ${email} has an account, a message is on its way there. Its link works once, for one hour.`,
    back: 'To the sign-in page',
  },
  reset: {
    title: 'Set a new password',
    askText: 'You get a message with a link.',
    send: 'Send the link',
    sending: 'Sending',
    setText: 'It counts from now on; everybody else who used the old one is signed out.',
    save: 'Save the password',
    saving: 'Saving',
    back: 'To the sign-in page',
  },
  link: {
    working: 'Opening your link',
    title: 'This link does not work',
    again: 'Ask for a new link',
    inviteText: 'Ask whoever invited you to send the invitation again.',
    signIn: 'To the sign-in page',
  },
};
/** The texts of signing up, and of everything that a mailed link leads to. */
export type AccountCopy = typeof en;

const fr: AccountCopy = {
  problems: frProblems,
  otherLanguage: 'English',
  fields: {
    name: 'Votre nom',
    nameMissing: 'Entrez votre nom.',
    email: 'Courriel',
    emailMissing: 'Entrez votre adresse courriel.',
    emailWrong: 'Ceci ne ressemble pas à une adresse courriel.',
    password: 'Mot de passe',
    newPassword: 'Nouveau mot de passe',
    passwordHint: (shortest) => `Au moins ${shortest} caractères.`,
    passwordMissing: 'Entrez un mot de passe.',
    passwordShort: (missing) =>
      missing === 1 ? 'Il manque un caractère.' : `Il manque ${missing} caractères.`,
    show: 'Afficher les caractères',
    hide: 'Masquer les caractères',
  },
  signUp: {
    title: 'Créer un compte',
    text: 'Pour le propriétaire d’une entreprise. Vous êtes invité? Utilisez le lien du courriel.',
    submit: 'Créer le compte',
    submitting: 'Création du compte',
    haveAccount: 'Vous avez un compte?',
    signIn: 'Se connecter',
  },
  checkMail: {
    title: 'Consultez vos courriels',
    confirm: (email) =>
      `Un message part vers ${email}. Ouvrez son lien pour confirmer l’adresse. Si vous avez déjà un compte, aucun message ne vient : connectez-vous.`,
    reset: (email) =>
      `Si ${email} a un compte, un message y est en route. Son lien fonctionne une fois, pendant une heure.`,
    back: 'Vers la page de connexion',
  },
  reset: {
    title: 'Choisir un nouveau mot de passe',
    askText: 'Vous recevrez un message avec un lien.',
    send: 'Envoyer le lien',
    sending: 'Envoi',
    setText: 'Il vaut dès maintenant; toute autre session ouverte avec l’ancien est fermée.',
    save: 'Enregistrer le mot de passe',
    saving: 'Enregistrement',
    back: 'Vers la page de connexion',
  },
  link: {
    working: 'Ouverture de votre lien',
    title: 'Ce lien ne fonctionne pas',
    again: 'Demander un nouveau lien',
    inviteText: 'Demandez à la personne qui vous a invité de renvoyer l’invitation.',
    signIn: 'Vers la page de connexion',
  },
};

export const accountCopy = { en, fr };
