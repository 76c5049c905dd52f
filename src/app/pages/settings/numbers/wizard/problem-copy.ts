import type { NumberSetupCode } from '@/data/number-setup-api.ts';

/** What is said of a refusal; the others are no fault of this page and get `other`. */
export type KnownProblem = Extract<
  NumberSetupCode,
  | 'offline'
  | 'unauthorized'
  | 'not_allowed'
  | 'invalid_request'
  | 'rate_limited'
  | 'unavailable'
  | 'setup_running'
  | 'offer_expired'
  | 'number_taken'
  | 'number_unavailable'
  | 'number_not_found'
  | 'points_elsewhere'
  | 'confirm_mismatch'
  | 'number_in_use'
  | 'not_found'
  | 'telnyx_unavailable'
  | 'api_key_refused'
  | 'insufficient_funds'
  | 'account_limit'
  | 'refused'
>;

const en: Record<KnownProblem | 'other', string> = {
  offline:
    'The server could not be reached. Check the network and try again: no number is bought twice.',
  unauthorized: 'You are signed out. Sign in again; what you entered stays here.',
  not_allowed: 'Only owners and admins may do this. Ask one of them.',
  invalid_request: 'Something in this form cannot be taken. Check each field.',
  rate_limited: 'That was a lot at once. Wait half a minute, then try again.',
  unavailable: 'The server is busy or restarting. Try again in a minute.',
  setup_running: 'Another number is being set up. Wait until that is done, then try again.',
  offer_expired: 'This offer is too old. Search again and choose once more.',
  number_taken: 'This number belongs to another business here. Choose another one.',
  number_unavailable: 'Somebody else has just taken this number. Choose another one.',
  number_not_found:
    'There is no such number in the Telnyx account. Check the digits, or look it up in the Telnyx portal.',
  points_elsewhere: 'This number rings somewhere else at the moment.',
  confirm_mismatch: 'What you typed is not the number.',
  number_in_use: 'Somebody is talking on this number. Wait until the call is over.',
  not_found: 'This number is not there any more. Reload the page.',
  telnyx_unavailable: 'Telnyx does not answer at the moment. Try again in a minute.',
  api_key_refused:
    'Telnyx does not accept the API key of this installation. Whoever runs it must put in a valid one.',
  insufficient_funds:
    'The Telnyx balance is too low. Add funds in the Telnyx portal, then try again.',
  account_limit:
    'The Telnyx account is not allowed to do this yet. Verify it in the Telnyx portal, then try again.',
  refused: 'Telnyx refused this. Try again; if it stays so, ask Telnyx for help.',
  other: 'Something broke on our side. Try again in a minute.',
};

const fr: typeof en = {
  offline:
    'Le serveur est injoignable. Vérifiez le réseau et réessayez : aucun numéro n’est acheté deux fois.',
  unauthorized: 'Votre session est terminée. Reconnectez-vous; ce que vous avez saisi reste ici.',
  not_allowed: 'Seuls les propriétaires et les administrateurs peuvent le faire. Demandez-leur.',
  invalid_request: 'Un champ ne peut pas être accepté. Vérifiez chacun d’eux.',
  rate_limited: 'C’était beaucoup à la fois. Attendez une demi-minute, puis réessayez.',
  unavailable: 'Le serveur est occupé ou redémarre. Réessayez dans une minute.',
  setup_running: 'Un autre numéro est en cours de configuration. Attendez la fin, puis réessayez.',
  offer_expired:
    'Cette offre est trop ancienne. Cherchez de nouveau et choisissez encore une fois.',
  number_taken: 'Ce numéro appartient à une autre entreprise ici. Choisissez-en un autre.',
  number_unavailable: 'Quelqu’un vient de prendre ce numéro. Choisissez-en un autre.',
  number_not_found:
    'Ce numéro n’est pas dans le compte Telnyx. Vérifiez les chiffres ou cherchez-le dans le portail Telnyx.',
  points_elsewhere: 'Ce numéro sonne ailleurs en ce moment.',
  confirm_mismatch: 'Ce que vous avez tapé n’est pas le numéro.',
  number_in_use: 'Quelqu’un parle sur ce numéro. Attendez la fin de l’appel.',
  not_found: 'Ce numéro n’est plus là. Rechargez la page.',
  telnyx_unavailable: 'Telnyx ne répond pas en ce moment. Réessayez dans une minute.',
  api_key_refused:
    'Telnyx n’accepte pas la clé API de cette installation. La personne qui la gère doit en mettre une valide.',
  insufficient_funds:
    'Le solde Telnyx est trop bas. Ajoutez des fonds dans le portail Telnyx, puis réessayez.',
  account_limit:
    'Le compte Telnyx n’a pas encore ce droit. Faites-le vérifier dans le portail Telnyx, puis réessayez.',
  refused: 'Telnyx a refusé. Réessayez; si cela persiste, demandez de l’aide à Telnyx.',
  other: 'Un problème est survenu de notre côté. Réessayez dans une minute.',
};

export const problemCopy = { en, fr };
