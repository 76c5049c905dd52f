import type { CallStatusFilter, CallType } from '@/data/call-history-filter.ts';
import { liveCopy, type Translated } from '@/lib/live-copy.ts';
import type { CallWord } from '@core/call-words.ts';

/** What a sentence of the history can name. */
export interface CallWordFacts {
  /** Who handled it on our side; null when nobody did. */
  agent: string | null;
  /** Seconds from the first ring to the answer or the end. */
  waitSeconds: number | null;
}

const after = (seconds: number | null) => (seconds === null ? '' : ` after ${seconds} s`);
const by = (agent: string | null) => agent ?? 'a colleague';

const words: Record<CallWord, (facts: CallWordFacts) => string> = {
  in_ringing: () => 'Ringing now',
  in_connecting: ({ agent }) => `Connecting to ${by(agent)}`,
  in_active: ({ agent }) => `In a call with ${by(agent)}`,
  in_answered: () => 'Answered',
  in_missed_timeout: ({ waitSeconds }) =>
    waitSeconds === null
      ? 'Missed. Nobody answered'
      : `Missed. Nobody answered within ${waitSeconds} s`,
  in_missed_hung_up: ({ waitSeconds }) => `Missed. Hung up${after(waitSeconds)}`,
  in_missed: () => 'Missed',
  in_missed_unreachable: () => 'Missed. Nobody could be reached',
  in_closed_message: () => 'Closed. Heard the message',
  in_unanswered_message: () => 'Missed. Heard the message',
  in_forward_unanswered: () => 'Missed. The mobile did not answer',
  out_connecting: () => 'Connecting',
  out_ringing: () => 'Ringing there',
  out_active: ({ agent }) => `In a call with ${by(agent)}`,
  out_answered: () => 'Called. Answered',
  out_busy: () => 'Called. Busy',
  out_rejected: () => 'Called. Rejected',
  out_no_answer: ({ waitSeconds }) =>
    waitSeconds === null ? 'Called. No answer' : `Called. No answer, rang ${waitSeconds} s`,
  out_cancelled: () => 'Called. Cancelled before an answer',
  out_not_found: () => 'Called. There is no such number',
  out_agent_unreachable: ({ agent }) =>
    `Failed. ${agent ? `${agent}’s browser` : 'Our browser'} did not pick up`,
  out_failed: () => 'Failed. The call could not be put through',
};

const types: Record<CallType, string> = {
  all: 'All types',
  inbound: 'Inbound',
  outbound: 'Outbound',
  missed: 'Missed',
};

const statuses: Record<CallStatusFilter, string> = {
  any: 'Any status',
  answered: 'Answered',
  missed: 'Missed',
  no_answer: 'No answer',
  busy: 'Busy',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
  failed: 'Failed',
  in_progress: 'In progress',
};

const en = {
  title: 'Call history',
  words,
  type: { label: 'Type', clear: 'Show all types', options: types },
  status: { label: 'Status', clear: 'Show any status', options: statuses },
  search: {
    label: 'Search calls',
    placeholder: 'Name, number, words said',
    clear: 'Clear the search',
  },
  columns: {
    outcome: 'Outcome',
    client: 'Client',
    line: 'Line',
    handledBy: 'Handled by',
    when: 'When',
    wait: 'Wait',
    talk: 'Talk',
    followUp: 'Follow-up',
  },
  unknownCaller: 'Number withheld',
  nobody: 'Nobody',
  callBack: 'Call back',
  cannotCallBack: 'The number was withheld',
  openClient: 'Open client',
  live: 'Live',
  followUp: {
    done: 'Called back',
    late: 'Call back, late',
    due: (due: string) => `Call back ${due}`,
    dueBy: (name: string, due: string) => `${name} ${due}`,
  },
  showMore: 'Show more',
  loadingMore: 'Loading more',
  shown: (count: number) => (count === 1 ? '1 call' : `${count} calls`),
  shownSoFar: (count: number) => `${count} newest calls`,
  loading: 'Loading calls',
  slow: 'The history is slow to load. The network may be weak.',
  stale: 'Not up to date: the last change could not be loaded.',
  failed: 'The history could not be loaded.',
  retry: 'Try again',
  clearFilters: 'Show all calls',
  empty: {
    all: (number: string | null) =>
      number
        ? `No calls yet. Call ${number} from your mobile to see the first one arrive.`
        : 'No calls yet. The first one appears here by itself.',
    client: 'No calls with this client yet.',
    search: (text: string) => `No call has “${text}” in its name, number, notes or transcript.`,
    searchAndFilters: (text: string) =>
      `No call that matches the filters has “${text}” in its name, number, notes or transcript.`,
    filters: 'No call matches these filters.',
  },
} as const;

const frAfter = (seconds: number | null) => (seconds === null ? '' : ` après ${seconds} s`);
const frWith = (agent: string | null) => agent ?? 'un collègue';

const frWords: typeof words = {
  in_ringing: () => 'Sonne maintenant',
  in_connecting: ({ agent }) => `Connexion à ${frWith(agent)}`,
  in_active: ({ agent }) => `En appel avec ${frWith(agent)}`,
  in_answered: () => 'Répondu',
  in_missed_timeout: ({ waitSeconds }) =>
    waitSeconds === null
      ? 'Manqué. Personne n’a répondu'
      : `Manqué. Personne n’a répondu en ${waitSeconds} s`,
  in_missed_hung_up: ({ waitSeconds }) => `Manqué. A raccroché${frAfter(waitSeconds)}`,
  in_missed: () => 'Manqué',
  in_missed_unreachable: () => 'Manqué. Personne n’était joignable',
  in_closed_message: () => 'Fermé. A entendu le message',
  in_unanswered_message: () => 'Manqué. A entendu le message',
  in_forward_unanswered: () => 'Manqué. Le cellulaire n’a pas répondu',
  out_connecting: () => 'Connexion',
  out_ringing: () => 'Ça sonne là-bas',
  out_active: ({ agent }) => `En appel avec ${frWith(agent)}`,
  out_answered: () => 'Appelé. Répondu',
  out_busy: () => 'Appelé. Occupé',
  out_rejected: () => 'Appelé. Refusé',
  out_no_answer: ({ waitSeconds }) =>
    waitSeconds === null
      ? 'Appelé. Sans réponse'
      : `Appelé. Sans réponse, a sonné ${waitSeconds} s`,
  out_cancelled: () => 'Appelé. Annulé avant la réponse',
  out_not_found: () => 'Appelé. Ce numéro n’existe pas',
  out_agent_unreachable: ({ agent }) =>
    `Échec. ${agent ? `Le navigateur de ${agent}` : 'Notre navigateur'} n’a pas répondu`,
  out_failed: () => 'Échec. L’appel n’a pas pu être établi',
};

const fr: Translated<typeof en> = {
  title: 'Historique des appels',
  words: frWords,
  type: {
    label: 'Type',
    clear: 'Afficher tous les types',
    options: {
      all: 'Tous les types',
      inbound: 'Entrants',
      outbound: 'Sortants',
      missed: 'Manqués',
    },
  },
  status: {
    label: 'État',
    clear: 'Afficher tous les états',
    options: {
      any: 'Tous les états',
      answered: 'Répondu',
      missed: 'Manqué',
      no_answer: 'Sans réponse',
      busy: 'Occupé',
      rejected: 'Refusé',
      cancelled: 'Annulé',
      failed: 'Échec',
      in_progress: 'En cours',
    },
  },
  search: {
    label: 'Rechercher des appels',
    placeholder: 'Nom, numéro, mots dits',
    clear: 'Effacer la recherche',
  },
  columns: {
    outcome: 'Résultat',
    client: 'Client',
    line: 'Ligne',
    handledBy: 'Pris par',
    when: 'Quand',
    wait: 'Attente',
    talk: 'Durée',
    followUp: 'Suivi',
  },
  unknownCaller: 'Numéro masqué',
  nobody: 'Personne',
  callBack: 'Rappeler',
  cannotCallBack: 'Le numéro était masqué',
  openClient: 'Ouvrir le client',
  live: 'En direct',
  followUp: {
    done: 'Rappelé',
    late: 'Rappel en retard',
    due: (due) => `Rappeler ${due}`,
    dueBy: (name, due) => `${name} ${due}`,
  },
  showMore: 'Afficher plus',
  loadingMore: 'Chargement de la suite',
  shown: (count) => (count === 1 ? '1 appel' : `${count} appels`),
  shownSoFar: (count) => `${count} appels les plus récents`,
  loading: 'Chargement des appels',
  slow: 'L’historique tarde à s’afficher. Le réseau est peut-être faible.',
  stale: 'Pas à jour : le dernier changement n’a pas pu être chargé.',
  failed: 'L’historique n’a pas pu être chargé.',
  retry: 'Réessayer',
  clearFilters: 'Afficher tous les appels',
  empty: {
    all: (number) =>
      number
        ? `Aucun appel. Appelez le ${number} de votre cellulaire pour voir arriver le premier.`
        : 'Aucun appel. Le premier paraîtra ici de lui-même.',
    client: 'Aucun appel avec ce client.',
    search: (text) =>
      `Aucun appel n’a « ${text} » dans son nom, son numéro, ses notes ou sa transcription.`,
    searchAndFilters: (text) =>
      `Parmi les appels filtrés, aucun n’a « ${text} » dans son nom, son numéro, ses notes ou sa transcription.`,
    filters: 'Aucun appel ne correspond à ces filtres.',
  },
};

/** The texts of the call history. */
export const callHistoryCopy = liveCopy({ en, fr });
