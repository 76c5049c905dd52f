import type { CallError } from '@/calling/call-state.ts';
import { liveCopy } from '@/lib/live-copy.ts';

interface ErrorWords {
  title: string;
  text: string;
}

type CallErrorCopy = Partial<Record<CallError['code'], ErrorWords>> & { internal: ErrorWords };

const en: CallErrorCopy = {
  invalid_number: {
    title: 'That is not a telephone number',
    text: 'Check the digits. Write numbers abroad with + and the country code.',
  },
  number_not_owned: {
    title: 'That line is not yours to call from',
    text: 'Choose another number under “Call from”.',
  },
  client_not_found: {
    title: 'That client is no longer there',
    text: 'The number stays filled in; call it without the client.',
  },
  agent_busy: {
    title: 'You are in a call already',
    text: 'End that call first, perhaps in another window.',
  },
  agent_not_registered: {
    title: 'This browser’s telephone is not ready',
    text: 'Wait for the green light, then call again.',
  },
  phone_not_ready: {
    title: 'This browser’s telephone is not ready',
    text: 'See the light at the top of this card for the reason and the way out.',
  },
  spend_limit: {
    title: 'Today’s spending limit is reached',
    text: 'An owner can raise it in Settings, Limits.',
  },
  rate_limited: {
    title: 'Too many calls at once',
    text: 'Wait a minute, then call again.',
  },
  telnyx_error: {
    title: 'Telnyx did not take the call',
    text: 'Call again in a moment. If it stays so, run the health check in Settings.',
  },
  already_claimed: { title: 'Somebody else has the call', text: 'There is nothing left to do.' },
  not_in_this_state: { title: 'The call has moved on', text: 'What you see is up to date now.' },
  not_found: { title: 'That call is over', text: 'Find it in the history.' },
  offline: {
    title: 'The server could not be reached',
    text: 'Check the network, then call again. The number stays filled in.',
  },
  unavailable: {
    title: 'The call could not be connected',
    text: 'The server is busy or restarting. Try again in a moment.',
  },
  unauthorized: { title: 'You are signed out', text: 'Sign in again, then call.' },
  invalid_request: {
    title: 'The server did not understand',
    text: 'Reload the page, then try again.',
  },
  method_not_allowed: {
    title: 'The server did not understand',
    text: 'Reload the page, then try again.',
  },
  ai_unavailable: {
    title: 'The AI cannot take this call',
    text: 'It has no published settings on this line, or it does not answer. The call is as it was.',
  },
  not_allowed: { title: 'You may not do this', text: 'An owner or admin can.' },
  scenario_failed: {
    title: 'A saved test failed',
    text: 'See Settings, AI dispatcher, for what went wrong.',
  },
  payload_too_large: { title: 'That is too long', text: 'Shorten the number.' },
  internal: { title: 'Something broke on our side', text: 'Try again in a moment.' },
};

const fr: CallErrorCopy = {
  invalid_number: {
    title: 'Ce n’est pas un numéro de téléphone',
    text: 'Vérifiez les chiffres. Écrivez les numéros étrangers avec + et l’indicatif du pays.',
  },
  number_not_owned: {
    title: 'Vous ne pouvez pas appeler depuis cette ligne',
    text: 'Choisissez un autre numéro sous « Appeler depuis ».',
  },
  client_not_found: {
    title: 'Ce client n’existe plus',
    text: 'Le numéro reste inscrit ; appelez-le sans le client.',
  },
  agent_busy: {
    title: 'Vous êtes déjà en appel',
    text: 'Terminez d’abord cet appel, peut-être dans une autre fenêtre.',
  },
  agent_not_registered: {
    title: 'Le téléphone de ce navigateur n’est pas prêt',
    text: 'Attendez le voyant vert, puis rappelez.',
  },
  phone_not_ready: {
    title: 'Le téléphone de ce navigateur n’est pas prêt',
    text: 'Le voyant en haut de cette carte dit pourquoi, et quoi faire.',
  },
  spend_limit: {
    title: 'La limite de dépenses du jour est atteinte',
    text: 'Un propriétaire peut la relever dans Paramètres, Limites.',
  },
  rate_limited: {
    title: 'Trop d’appels à la fois',
    text: 'Attendez une minute, puis rappelez.',
  },
  telnyx_error: {
    title: 'Telnyx n’a pas pris l’appel',
    text: 'Rappelez dans un moment. Si cela dure, vérifiez l’état du système dans Paramètres.',
  },
  already_claimed: { title: 'Quelqu’un d’autre a l’appel', text: 'Il n’y a plus rien à faire.' },
  not_in_this_state: {
    title: 'L’appel a avancé',
    text: 'Ce que vous voyez est maintenant à jour.',
  },
  not_found: { title: 'Cet appel est terminé', text: 'Il est dans l’historique.' },
  offline: {
    title: 'Le serveur est injoignable',
    text: 'Vérifiez le réseau, puis rappelez. Le numéro reste inscrit.',
  },
  unavailable: {
    title: 'L’appel n’a pas pu être établi',
    text: 'Le serveur est occupé ou redémarre. Réessayez dans un moment.',
  },
  unauthorized: { title: 'Vous êtes déconnecté', text: 'Reconnectez-vous, puis appelez.' },
  invalid_request: {
    title: 'Le serveur n’a pas compris',
    text: 'Rechargez la page, puis réessayez.',
  },
  method_not_allowed: {
    title: 'Le serveur n’a pas compris',
    text: 'Rechargez la page, puis réessayez.',
  },
  ai_unavailable: {
    title: 'L’IA ne peut pas prendre cet appel',
    text: 'Rien n’est publié pour elle sur cette ligne, ou elle ne répond pas. L’appel n’a pas changé.',
  },
  not_allowed: {
    title: 'Vous ne pouvez pas faire cela',
    text: 'Un propriétaire ou un administrateur le peut.',
  },
  scenario_failed: {
    title: 'Un essai enregistré a échoué',
    text: 'Voyez ce qui n’a pas marché dans Paramètres, Répartiteur IA.',
  },
  payload_too_large: { title: 'C’est trop long', text: 'Raccourcissez le numéro.' },
  internal: { title: 'Quelque chose a échoué chez nous', text: 'Réessayez dans un moment.' },
};

/**
 * Why a call could not be made or taken: what happened, then what to do. Codes that only other
 * functions answer with have no words here; limits of calls out have theirs in `dial-refusal-copy.ts`.
 */
export const callErrorCopy = liveCopy<CallErrorCopy>({ en, fr });
