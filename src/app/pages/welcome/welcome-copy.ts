import type { WelcomeCode } from '@/data/welcome.queries.ts';
import type { Role } from '@core/contracts/manage-team.ts';

const enProblems: Record<WelcomeCode, string> = {
  invalid_request: 'Something in this form cannot be taken. Check each field.',
  email_not_confirmed: 'Confirm your email address first: open the link in the message sent to it.',
  sign_up_closed: 'No new businesses are made here. Ask yours to invite you.',
  already_member: 'You work in a business already. Reload the page to open it.',
  invite_not_found: 'This invitation was withdrawn. Ask for another one.',
  invite_used: 'This invitation was used already. Reload the page.',
  invite_expired: 'This invitation is too old. Ask for another one.',
  failed: 'That did not work. Check the network and try again.',
};
const frProblems: Record<WelcomeCode, string> = {
  invalid_request: 'Un champ ne peut pas être accepté. Vérifiez chacun d’eux.',
  email_not_confirmed:
    'Confirmez d’abord votre adresse : ouvrez le lien du message qui vous a été envoyé.',
  sign_up_closed: 'On ne crée pas d’entreprise ici. Demandez une invitation à la vôtre.',
  already_member: 'Vous travaillez déjà dans une entreprise. Rechargez la page pour l’ouvrir.',
  invite_not_found: 'Cette invitation a été retirée. Demandez-en une autre.',
  invite_used: 'Cette invitation a déjà servi. Rechargez la page.',
  invite_expired: 'Cette invitation est trop ancienne. Demandez-en une autre.',
  failed: 'Cela n’a pas fonctionné. Vérifiez le réseau et réessayez.',
};
const enRoles: Record<Role, string> = { owner: 'owner', admin: 'admin', agent: 'agent' };
const frRoles: Record<Role, string> = {
  owner: 'propriétaire',
  admin: 'administrateur',
  agent: 'agent',
};

const en = {
  problems: enProblems,
  roles: enRoles,
  signedInAs: (email: string) => `Signed in as ${email}.`,
  signOut: 'Sign out',
  language: { label: 'Language', en: 'English', fr: 'Français' },
  yourName: 'Your name',
  yourNameHint: 'Colleagues see it, and callers hear it when you are announced.',
  yourNameMissing: 'Enter your name.',
  create: {
    title: 'Create your business',
    text: 'Numbers and people come next.',
    name: 'Name of the business',
    nameMissing: 'Enter the name of the business.',
    country: 'Country',
    timeZone: 'Time zone',
    timeZoneHint: 'Opening hours and the calendar follow it.',
    submit: 'Create the business',
    submitting: 'Creating the business',
  },
  join: {
    title: (business: string) => `Join ${business}`,
    text: (role: string, by: string | null) =>
      by ? `${by} invited you as ${role}.` : `You are invited as ${role}.`,
    password: 'Choose a password',
    submit: (business: string) => `Join ${business}`,
    submitting: 'Joining',
  },
  none: {
    title: 'You belong to no business yet',
    text: 'Ask the owner of your business to invite you, at this address. Then open the link in the message.',
    check: 'Look again',
  },
  ended: {
    title: (business: string) => `Your access to ${business} has ended`,
    text: 'An owner or admin of the business deactivated you. You are signed out everywhere, and no call reaches you any more. If this is a mistake, talk to them.',
    notice: (business: string) =>
      `You no longer work in ${business}: an owner or admin has ended your access.`,
  },
  unreachable: 'Switchboard cannot be reached.',
  retry: 'Try again',
};
/** The texts for somebody who works nowhere yet, or no longer. */
export type WelcomeCopy = typeof en;

const fr: WelcomeCopy = {
  problems: frProblems,
  roles: frRoles,
  signedInAs: (email) => `Connecté en tant que ${email}.`,
  signOut: 'Se déconnecter',
  language: { label: 'Langue', en: 'English', fr: 'Français' },
  yourName: 'Votre nom',
  yourNameHint: 'Vos collègues le voient, et on vous annonce ainsi.',
  yourNameMissing: 'Entrez votre nom.',
  create: {
    title: 'Créer votre entreprise',
    text: 'Les numéros et les personnes viennent ensuite.',
    name: 'Nom de l’entreprise',
    nameMissing: 'Entrez le nom de l’entreprise.',
    country: 'Pays',
    timeZone: 'Fuseau horaire',
    timeZoneHint: 'Les heures d’ouverture et l’agenda le suivent.',
    submit: 'Créer l’entreprise',
    submitting: 'Création de l’entreprise',
  },
  join: {
    title: (business) => `Se joindre à ${business}`,
    text: (role, by) =>
      by ? `${by} vous a invité comme ${role}.` : `Vous êtes invité comme ${role}.`,
    password: 'Choisissez un mot de passe',
    submit: (business) => `Se joindre à ${business}`,
    submitting: 'Un instant',
  },
  none: {
    title: 'Vous ne faites encore partie d’aucune entreprise',
    text: 'Demandez au propriétaire de votre entreprise de vous inviter à cette adresse. Ouvrez ensuite le lien du message.',
    check: 'Vérifier de nouveau',
  },
  ended: {
    title: (business) => `Votre accès à ${business} a pris fin`,
    text: 'Un propriétaire ou un administrateur vous a désactivé. Vous êtes déconnecté partout, et aucun appel ne vous parvient plus. Si c’est une erreur, parlez-leur.',
    notice: (business) =>
      `Vous ne travaillez plus dans ${business} : un propriétaire ou un administrateur a mis fin à votre accès.`,
  },
  unreachable: 'Switchboard est injoignable.',
  retry: 'Réessayer',
};

export const welcomeCopy = { en, fr };
