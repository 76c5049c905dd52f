import { liveCopy, type Translated } from '@/lib/live-copy.ts';
const en = {
  title: 'Analytics',
  period: {
    label: 'Period',
    options: { day: 'Today', week: '7 days', month: '30 days' },
  },
  loading: 'Counting calls',
  failed: 'The calls could not be counted.',
  retry: 'Try again',
  partial:
    'There were more than 10,000 calls. Only the newest are counted, so the first days are short.',
  empty: 'No finished calls in this period. Figures appear with the first one.',
  figures: {
    label: 'At a glance',
    calls: 'Calls in',
    answered: 'Answered',
    wait: 'Median wait',
    missed: 'Missed',
    out: 'Calls out',
    none: '–',
  },
  chart: {
    title: 'Answer rate',
    finding: (rate: string, missed: number) =>
      missed === 0
        ? 'Everybody who called reached somebody.'
        : `${rate} of calls in reached somebody, ${missed} did not.`,
    noCalls: 'Nobody called in.',
    answered: 'Answered',
    missed: 'Missed',
    bar: (day: string, answered: number, missed: number) =>
      `${day}: ${answered} answered, ${missed} missed`,
  },
  table: {
    label: 'Calls in by line',
    line: 'Line',
    calls: 'Calls',
    answered: 'Answered',
    missed: 'Missed',
    rate: 'Rate',
    all: 'All',
    noLine: 'Number given up',
  },
} as const;

const fr: Translated<typeof en> = {
  title: 'Statistiques',
  period: {
    label: 'Période',
    options: { day: 'Aujourd’hui', week: '7 jours', month: '30 jours' },
  },
  loading: 'Décompte des appels',
  failed: 'Les appels n’ont pas pu être comptés.',
  retry: 'Réessayer',
  partial:
    'Il y a eu plus de 10 000 appels. Seuls les plus récents sont comptés : les premiers jours sont incomplets.',
  empty: 'Aucun appel terminé pendant cette période. Les chiffres paraissent dès le premier.',
  figures: {
    label: 'En bref',
    calls: 'Appels reçus',
    answered: 'Répondus',
    wait: 'Attente médiane',
    missed: 'Manqués',
    out: 'Appels passés',
    none: '–',
  },
  chart: {
    title: 'Taux de réponse',
    finding: (rate, missed) =>
      missed === 0
        ? 'Tous ceux qui ont appelé ont joint quelqu’un.'
        : `${rate} des appels reçus ont joint quelqu’un, ${missed} non.`,
    noCalls: 'Personne n’a appelé.',
    answered: 'Répondus',
    missed: 'Manqués',
    bar: (day, answered, missed) => `${day} : ${answered} répondus, ${missed} manqués`,
  },
  table: {
    label: 'Appels reçus par ligne',
    line: 'Ligne',
    calls: 'Appels',
    answered: 'Répondus',
    missed: 'Manqués',
    rate: 'Taux',
    all: 'Toutes',
    noLine: 'Numéro rendu',
  },
};

/** The texts of the analytics page. */
export const analyticsCopy = liveCopy({ en, fr });
