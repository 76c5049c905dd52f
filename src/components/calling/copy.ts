import type { CallStatusFilter, CallType } from '@/data/call-history-filter.ts';
import { liveCopy, type Translated } from '@/lib/live-copy.ts';
import { callWords, callWordsFr } from './call-words-copy.ts';

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
  words: callWords,
  type: { label: 'Type', clear: 'Show all types', options: types },
  status: { label: 'Status', clear: 'Show any status', options: statuses },
  search: {
    label: 'Search calls',
    placeholder: 'Name, number, words',
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

const fr: Translated<typeof en> = {
  title: 'Historique des appels',
  words: callWordsFr,
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
    placeholder: 'Nom, numéro, mots',
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
    // The column is called "Suivi": a verb more would not fit.
    due: (due) => due.slice(0, 1).toLocaleUpperCase() + due.slice(1),
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
