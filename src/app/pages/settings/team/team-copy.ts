import type { TeamMember } from '@/data/team.queries.ts';
import { de } from '@/lib/french.ts';
import type { Role } from '@core/contracts/manage-team.ts';

type Presence = TeamMember['presence'];
/** Codes of `manage-team` that have a sentence of their own. */
type Problem =
  | 'not_allowed'
  | 'already_member'
  | 'already_invited'
  | 'rate_limited'
  | 'invite_not_found'
  | 'member_not_found'
  | 'last_owner'
  | 'mail_failed'
  | 'offline'
  | 'other';

const enRoles: Record<Role, string> = { owner: 'Owner', admin: 'Admin', agent: 'Agent' };
const frRoles: Record<Role, string> = {
  owner: 'Propriétaire',
  admin: 'Administrateur',
  agent: 'Agent',
};
const enPresence: Record<Presence, string> = {
  available: 'Calls ring there',
  in_call: 'In a call',
  away: 'Away',
  do_not_disturb: 'Do not disturb',
  unreachable: 'Cannot be reached',
  signed_out: 'Signed out',
};
const frPresence: Record<Presence, string> = {
  available: 'Les appels y sonnent',
  in_call: 'En appel',
  away: 'Absent',
  do_not_disturb: 'Ne pas déranger',
  unreachable: 'Injoignable',
  signed_out: 'Déconnecté',
};
const enProblems: Record<Problem, string> = {
  not_allowed: 'You may not do this. Admins cannot change owners.',
  already_member: 'This person is in the team already.',
  already_invited: 'This person is invited already. Send the invitation again below.',
  rate_limited: 'That was too often. Wait a minute, then try again.',
  invite_not_found: 'This invitation was accepted or withdrawn meanwhile.',
  member_not_found: 'This person is no longer in the team.',
  last_owner: 'A business needs an owner. Make somebody else an owner first.',
  mail_failed: 'The invitation is kept, but its message could not be sent. Send it again.',
  offline: 'The server did not answer. Check the network, then look whether it was done.',
  other: 'That did not work. Try again in a moment.',
};
const frProblems: Record<Problem, string> = {
  not_allowed: 'Vous n’en avez pas le droit. Un administrateur ne change pas un propriétaire.',
  already_member: 'Cette personne fait déjà partie de l’équipe.',
  already_invited: 'Cette personne est déjà invitée. Renvoyez l’invitation ci-dessous.',
  rate_limited: 'C’était trop rapproché. Attendez une minute, puis réessayez.',
  invite_not_found: 'Cette invitation a été acceptée ou retirée entre-temps.',
  member_not_found: 'Cette personne ne fait plus partie de l’équipe.',
  last_owner:
    'Une entreprise a besoin d’un propriétaire. Nommez d’abord quelqu’un d’autre propriétaire.',
  mail_failed: 'L’invitation est conservée, mais son message n’est pas parti. Renvoyez-la.',
  offline: 'Le serveur n’a pas répondu. Vérifiez le réseau, puis si c’est fait.',
  other: 'Cela n’a pas fonctionné. Réessayez dans un moment.',
};

const en = {
  title: 'Team',
  text: 'Who works here, and what each may do. Owners and admins invite people, give roles, and end somebody’s access.',
  loading: 'Loading the team',
  failed: 'The team could not be loaded.',
  retry: 'Try again',
  roles: enRoles,
  presence: enPresence,
  problems: enProblems,
  people: {
    title: 'People',
    you: 'you',
    role: (name: string) => `Role of ${name}`,
    roleSaved: (name: string, role: string) => `${name} is now: ${role}.`,
    lastSeen: (when: string) => `last seen ${when}`,
    never: 'never signed in on a browser',
    devices: (labels: string) => `on ${labels}`,
    deactivate: 'Deactivate',
    deactivateWho: (name: string) => `Deactivate ${name}`,
  },
  rolesTitle: 'What roles may do',
  rolesText: [
    'Agents take and make calls, and work with clients and the calendar.',
    'Admins change the settings too, invite people and give roles, but cannot touch owners.',
    'Owners may do everything.',
  ],
  invite: {
    title: 'Invite somebody',
    text: 'They get a message with a link, good for seven days and for this address only.',
    name: 'Name',
    nameMissing: 'Enter a name.',
    email: 'Email',
    emailMissing: 'Enter an email address.',
    emailWrong: 'This does not look like an email address.',
    role: 'Role',
    send: 'Send the invitation',
    sending: 'Sending',
    sent: (email: string) => `The invitation is on its way to ${email}.`,
  },
  invites: {
    title: 'Invited',
    sent: (when: string) => `sent ${when}`,
    notSent: 'message not sent',
    expires: (when: string) => `good until ${when}`,
    expired: 'expired',
    resend: 'Send again',
    resendWho: (name: string) => `Send the invitation of ${name} again`,
    revoke: 'Withdraw',
    revokeWho: (name: string) => `Withdraw the invitation of ${name}`,
    revoked: (name: string) => `The invitation of ${name} is withdrawn.`,
  },
  former: {
    title: 'Deactivated',
    chip: 'Deactivated',
    ended: (when: string, by: string | null) =>
      by ? `Signed out everywhere on ${when}, by ${by}.` : `Signed out everywhere on ${when}.`,
    endedSoon: (when: string, by: string | null) =>
      by
        ? `No access since ${when}, by ${by}. The sign-in itself runs out within the hour.`
        : `No access since ${when}. The sign-in itself runs out within the hour.`,
    phonesLeft: 'Their phone registration could not be deleted at Telnyx yet; it is tried again.',
    reactivate: 'Reactivate',
    reactivateWho: (name: string) => `Reactivate ${name}`,
    reactivated: (name: string) => `${name} can sign in again.`,
  },
  deactivate: {
    title: (name: string) => `Deactivate ${name}?`,
    text: 'This takes effect at once:',
    effects: [
      'They are signed out on every browser and see nothing of the business any more.',
      'A call that they are in is ended.',
      'No call rings for them; their phone registrations are deleted.',
      'Invitations that they sent are withdrawn.',
    ],
    stays: 'Their calls, notes and entries in the log stay. You can reactivate them at any time.',
    confirm: (name: string) => `Deactivate ${name}`,
    busy: 'Ending access',
    cancel: 'Cancel',
    close: 'Close',
    done: (name: string) => `${name} is signed out everywhere.`,
  },
  profile: {
    title: 'My profile',
    name: 'Your name',
    nameMissing: 'Enter your name.',
    save: 'Save',
    saved: 'Your name is saved.',
    notSaved: 'Your name could not be saved. Try again.',
    language: 'Language',
    languages: { en: 'English', fr: 'Français' },
    languageNotSaved: 'The language is changed in this browser only: it could not be saved.',
    businesses: 'You work for several businesses',
    here: 'open now',
    open: 'Open',
    openWho: (name: string) => `Open ${name}`,
    notOpened: 'The other business could not be opened. Try again.',
  },
};
/** The texts of the team. */
export type TeamCopy = typeof en;

const fr: TeamCopy = {
  title: 'Équipe',
  text: 'Qui travaille ici, et ce que chacun peut faire. Propriétaires et administrateurs invitent, donnent les rôles et mettent fin à un accès.',
  loading: 'Chargement de l’équipe',
  failed: 'L’équipe n’a pas pu être chargée.',
  retry: 'Réessayer',
  roles: frRoles,
  presence: frPresence,
  problems: frProblems,
  people: {
    title: 'Personnes',
    you: 'vous',
    role: (name) => `Rôle ${de(name)}`,
    roleSaved: (name, role) => `${name} est maintenant : ${role}.`,
    lastSeen: (when) => `vu le ${when}`,
    never: 'jamais connecté dans un navigateur',
    devices: (labels) => `sur ${labels}`,
    deactivate: 'Désactiver',
    deactivateWho: (name) => `Désactiver ${name}`,
  },
  rolesTitle: 'Ce que permettent les rôles',
  rolesText: [
    'Les agents prennent et font des appels, et travaillent avec les clients et l’agenda.',
    'Les administrateurs changent aussi les paramètres, invitent et donnent les rôles, sans toucher aux propriétaires.',
    'Les propriétaires peuvent tout faire.',
  ],
  invite: {
    title: 'Inviter quelqu’un',
    text: 'La personne reçoit un message avec un lien, valable sept jours et pour cette adresse seulement.',
    name: 'Nom',
    nameMissing: 'Entrez un nom.',
    email: 'Courriel',
    emailMissing: 'Entrez une adresse courriel.',
    emailWrong: 'Ceci ne ressemble pas à une adresse courriel.',
    role: 'Rôle',
    send: 'Envoyer l’invitation',
    sending: 'Envoi',
    sent: (email) => `L’invitation part vers ${email}.`,
  },
  invites: {
    title: 'Invités',
    sent: (when) => `envoyée le ${when}`,
    notSent: 'message non envoyé',
    expires: (when) => `valable jusqu’au ${when}`,
    expired: 'expirée',
    resend: 'Renvoyer',
    resendWho: (name) => `Renvoyer l’invitation ${de(name)}`,
    revoke: 'Retirer',
    revokeWho: (name) => `Retirer l’invitation ${de(name)}`,
    revoked: (name) => `L’invitation ${de(name)} est retirée.`,
  },
  former: {
    title: 'Désactivés',
    chip: 'Désactivé',
    ended: (when, by) =>
      by ? `Déconnecté partout le ${when}, par ${by}.` : `Déconnecté partout le ${when}.`,
    endedSoon: (when, by) =>
      by
        ? `Sans accès depuis le ${when}, par ${by}. La connexion elle-même prend fin dans l’heure.`
        : `Sans accès depuis le ${when}. La connexion elle-même prend fin dans l’heure.`,
    phonesLeft:
      'Son inscription téléphonique n’a pas encore pu être supprimée chez Telnyx; un nouvel essai suit.',
    reactivate: 'Réactiver',
    reactivateWho: (name) => `Réactiver ${name}`,
    reactivated: (name) => `${name} peut de nouveau se connecter.`,
  },
  deactivate: {
    title: (name) => `Désactiver ${name}?`,
    text: 'L’effet est immédiat :',
    effects: [
      'La personne est déconnectée de tous ses navigateurs et ne voit plus rien de l’entreprise.',
      'L’appel qu’elle aurait en cours est terminé.',
      'Aucun appel ne sonne plus pour elle; ses inscriptions téléphoniques sont supprimées.',
      'Les invitations qu’elle a envoyées sont retirées.',
    ],
    stays:
      'Ses appels, notes et entrées du journal restent. Vous pouvez la réactiver en tout temps.',
    confirm: (name) => `Désactiver ${name}`,
    busy: 'Fin de l’accès',
    cancel: 'Annuler',
    close: 'Fermer',
    done: (name) => `${name} est déconnecté partout.`,
  },
  profile: {
    title: 'Mon profil',
    name: 'Votre nom',
    nameMissing: 'Entrez votre nom.',
    save: 'Enregistrer',
    saved: 'Votre nom est enregistré.',
    notSaved: 'Votre nom n’a pas pu être enregistré. Réessayez.',
    language: 'Langue',
    languages: { en: 'English', fr: 'Français' },
    languageNotSaved:
      'La langue a changé dans ce navigateur seulement : elle n’a pas pu être enregistrée.',
    businesses: 'Vous travaillez pour plusieurs entreprises',
    here: 'ouverte maintenant',
    open: 'Ouvrir',
    openWho: (name) => `Ouvrir ${name}`,
    notOpened: 'L’autre entreprise n’a pas pu être ouverte. Réessayez.',
  },
};

export const teamCopy = { en, fr };

/** The sentence for whatever a change of the team threw. */
export function problemWords(copy: TeamCopy, code: string): string {
  const words: Record<string, string> = copy.problems;
  return words[code] ?? copy.problems.other;
}
