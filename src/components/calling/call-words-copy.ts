import { de } from '@/lib/french.ts';
import type { CallWord } from '@core/call-words.ts';

/** What a sentence of the history can name. */
interface CallWordFacts {
  /** Who handled it on our side; null when nobody did. */
  agent: string | null;
  /** Seconds from the first ring to the answer or the end. */
  waitSeconds: number | null;
}

type CallWords = Readonly<Record<CallWord, (facts: CallWordFacts) => string>>;

const after = (seconds: number | null) => (seconds === null ? '' : ` after ${seconds} s`);
const by = (agent: string | null) => agent ?? 'a colleague';

/** How a call stands or went, in one sentence. A reason without words does not compile. */
export const callWords: CallWords = {
  in_ringing: () => 'Ringing now',
  in_connecting: ({ agent }) => `Connecting to ${by(agent)}`,
  in_active: ({ agent }) => `In a call with ${by(agent)}`,
  in_answered: () => 'Answered',
  in_answered_network: () => 'Answered. The network failed',
  in_answered_transferred: () => 'Answered. Given to somebody outside',
  in_answered_merged: () => 'Answered. Went on in another call',
  in_answered_not_picked_up: () => 'Answered. Waited to be picked up, nobody came',
  in_answered_ai: () => 'The AI answered',
  in_answered_forward: () => 'Answered on the mobile',
  in_answered_nobody_free: () => 'Asked the AI for a person, nobody was free',
  in_missed_timeout: ({ waitSeconds }) =>
    waitSeconds === null
      ? 'Missed. Nobody answered'
      : `Missed. Nobody answered within ${waitSeconds} s`,
  in_missed_hung_up: ({ waitSeconds }) => `Missed. Hung up${after(waitSeconds)}`,
  in_missed_busy: ({ waitSeconds }) =>
    waitSeconds === null
      ? 'Missed. Everybody was in a call'
      : `Missed. Waited ${waitSeconds} s, everybody was in a call`,
  in_missed_unreachable: () => 'Missed. Nobody could be reached',
  in_missed_no_browser: () => 'Missed. The browser that accepted did not connect',
  in_missed_cut_off: ({ waitSeconds }) =>
    `Missed. Ended on our side${after(waitSeconds)}, before anybody spoke`,
  in_missed_network: ({ waitSeconds }) => `Missed. The network failed${after(waitSeconds)}`,
  in_missed_ai_failed: () => 'Missed. The AI could not answer',
  in_missed_nobody_free: () => 'Missed. Wanted a person, nobody was free',
  in_missed_not_picked_up: () => 'Missed. Sent on, nobody picked it up',
  in_missed_merged: () => 'Missed. Lost while two calls were put together',
  in_missed: () => 'Missed. Nobody spoke with them',
  in_closed_message: () => 'Closed. Heard the message',
  in_unanswered_message: () => 'Missed. Heard the message',
  in_forward_unanswered: () => 'Missed. The mobile did not answer',
  in_forward_refused: () => 'Missed. The mobile could not be called',
  out_connecting: () => 'Connecting',
  out_ringing: () => 'Ringing there',
  out_active: ({ agent }) => `In a call with ${by(agent)}`,
  out_answered: () => 'Called. Answered',
  out_answered_network: () => 'Called. Answered, then the network failed',
  out_answered_transferred: () => 'Called. Answered, given to somebody outside',
  out_answered_merged: () => 'Called. Answered, went on in another call',
  out_answered_not_picked_up: () => 'Called. Answered, waited to be picked up, nobody came',
  out_busy: () => 'Called. Busy',
  out_rejected: () => 'Called. Rejected',
  out_no_answer: ({ waitSeconds }) =>
    waitSeconds === null ? 'Called. No answer' : `Called. No answer, rang ${waitSeconds} s`,
  out_cancelled: () => 'Called. Cancelled before an answer',
  out_not_found: () => 'Called. There is no such number',
  out_agent_unreachable: ({ agent }) =>
    `Failed. ${agent ? `${agent}’s browser` : 'Our browser'} did not pick up`,
  out_refused: () => 'Failed. Telnyx refused the call',
  out_network: () => 'Failed. The network failed before an answer',
  out_failed: () => 'Failed. The call could not be put through',
};

const frAfter = (seconds: number | null) => (seconds === null ? '' : ` après ${seconds} s`);
const frWith = (agent: string | null) => agent ?? 'un collègue';

/** The same in French. */
export const callWordsFr: CallWords = {
  in_ringing: () => 'Sonne maintenant',
  in_connecting: ({ agent }) => `Connexion à ${frWith(agent)}`,
  in_active: ({ agent }) => `En appel avec ${frWith(agent)}`,
  in_answered: () => 'Répondu',
  in_answered_network: () => 'Répondu. Le réseau a fait défaut',
  in_answered_transferred: () => 'Répondu. Confié à quelqu’un de l’extérieur',
  in_answered_merged: () => 'Répondu. S’est poursuivi dans un autre appel',
  in_answered_not_picked_up: () => 'Répondu. A attendu d’être repris, personne n’est venu',
  in_answered_ai: () => 'L’IA a répondu',
  in_answered_forward: () => 'Répondu sur le cellulaire',
  in_answered_nobody_free: () => 'Voulait une personne, personne n’était libre',
  in_missed_timeout: ({ waitSeconds }) =>
    waitSeconds === null
      ? 'Manqué. Personne n’a répondu'
      : `Manqué. Personne n’a répondu en ${waitSeconds} s`,
  in_missed_hung_up: ({ waitSeconds }) => `Manqué. A raccroché${frAfter(waitSeconds)}`,
  in_missed_busy: ({ waitSeconds }) =>
    waitSeconds === null
      ? 'Manqué. Tout le monde était en appel'
      : `Manqué. A attendu ${waitSeconds} s, tout le monde était en appel`,
  in_missed_unreachable: () => 'Manqué. Personne n’était joignable',
  in_missed_no_browser: () => 'Manqué. Le navigateur qui a accepté ne s’est pas connecté',
  in_missed_cut_off: ({ waitSeconds }) =>
    `Manqué. Coupé de notre côté${frAfter(waitSeconds)}, avant que quelqu’un parle`,
  in_missed_network: ({ waitSeconds }) => `Manqué. Le réseau a fait défaut${frAfter(waitSeconds)}`,
  in_missed_ai_failed: () => 'Manqué. L’IA n’a pas pu répondre',
  in_missed_nobody_free: () => 'Manqué. Voulait une personne, personne n’était libre',
  in_missed_not_picked_up: () => 'Manqué. Transféré, personne n’a pris l’appel',
  in_missed_merged: () => 'Manqué. Perdu pendant la jonction de deux appels',
  in_missed: () => 'Manqué. Personne ne lui a parlé',
  in_closed_message: () => 'Fermé. A entendu le message',
  in_unanswered_message: () => 'Manqué. A entendu le message',
  in_forward_unanswered: () => 'Manqué. Le cellulaire n’a pas répondu',
  in_forward_refused: () => 'Manqué. Le cellulaire n’a pas pu être appelé',
  out_connecting: () => 'Connexion',
  out_ringing: () => 'Ça sonne là-bas',
  out_active: ({ agent }) => `En appel avec ${frWith(agent)}`,
  out_answered: () => 'Appelé. Répondu',
  out_answered_network: () => 'Appelé. Répondu, puis le réseau a fait défaut',
  out_answered_transferred: () => 'Appelé. Répondu, confié à quelqu’un de l’extérieur',
  out_answered_merged: () => 'Appelé. Répondu, s’est poursuivi dans un autre appel',
  out_answered_not_picked_up: () => 'Appelé. Répondu, a attendu d’être repris, personne n’est venu',
  out_busy: () => 'Appelé. Occupé',
  out_rejected: () => 'Appelé. Refusé',
  out_no_answer: ({ waitSeconds }) =>
    waitSeconds === null
      ? 'Appelé. Sans réponse'
      : `Appelé. Sans réponse, a sonné ${waitSeconds} s`,
  out_cancelled: () => 'Appelé. Annulé avant la réponse',
  out_not_found: () => 'Appelé. Ce numéro n’existe pas',
  out_agent_unreachable: ({ agent }) =>
    `Échec. ${agent ? `Le navigateur ${de(agent)}` : 'Notre navigateur'} n’a pas répondu`,
  out_refused: () => 'Échec. Telnyx a refusé l’appel',
  out_network: () => 'Échec. Le réseau a fait défaut avant la réponse',
  out_failed: () => 'Échec. L’appel n’a pas pu être établi',
};
