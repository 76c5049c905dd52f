import type { ClosedOutcome } from '@/data/line-hours.queries.ts';

/** A choice of a list with its sentence. */
type Words = { label: string; text: string };

const enOutcomes: Record<ClosedOutcome, Words> = {
  ring: { label: 'Ring anyway', text: 'As in opening hours.' },
  message: {
    label: 'Say a message',
    text: 'The caller hears it, and the call stands under “Needs a call-back”.',
  },
  forward: {
    label: 'Forward to a mobile',
    text: 'It rings there for 25 s. Nobody there: your message, and the call-back list.',
  },
};

const en = {
  title: 'Per line',
  text: (timeZone: string) =>
    `When each number is open, and what callers get while it is not. By the clock of ${timeZone}.`,
  now: {
    open: (until: string) => `Now: open until ${until}`,
    openLong: 'Now: open',
    closed: (until: string) => `Now: closed until ${until}`,
    closedLong: 'Now: closed',
  },
  ownHours: 'its own hours',
  businessHours: 'the business’s hours',
  change: 'Change',
  show: 'Show',
  hide: 'Hide',
  changeOf: (line: string) => `Change ${line}`,
  hours: 'Hours',
  useBusiness: 'The business’s hours',
  useOwn: 'Its own hours',
  week: (line: string) => `Hours of ${line}`,
  days: 'Days that differ',
  daysText: 'They stand before the business’s holidays of the same day.',
  noDays: 'None of its own.',
  addDay: 'Add a day',
  noHours: 'No hours yet: this line is always closed.',
  problem: 'Some hours overlap, or close before they open.',
  closed: 'While it is closed',
  ai: {
    answers: 'The AI answers first while the line is closed.',
    answersText: 'What stands below happens only when the AI cannot.',
    silent: 'The AI does not answer on this line while it is closed.',
    open: 'Open the AI’s settings',
  },
  outcomes: enOutcomes,
  summary: {
    ai: 'while closed the AI answers',
    ring: 'while closed it rings anyway',
    message: 'while closed a message',
    forward: 'while closed to a mobile',
  },
};
/** The words of a line's own hours. */
export type LineHoursCopy = typeof en;

const fr: LineHoursCopy = {
  title: 'Par ligne',
  text: (timeZone) =>
    `Quand chaque numéro est ouvert, et ce que l’appelant obtient sinon. À l’heure de ${timeZone}.`,
  now: {
    open: (until) => `En ce moment : ouvert jusqu’à ${until}`,
    openLong: 'En ce moment : ouvert',
    closed: (until) => `En ce moment : fermé jusqu’à ${until}`,
    closedLong: 'En ce moment : fermé',
  },
  ownHours: 'ses propres heures',
  businessHours: 'les heures de l’entreprise',
  change: 'Modifier',
  show: 'Afficher',
  hide: 'Masquer',
  changeOf: (line) => `Modifier ${line}`,
  hours: 'Heures',
  useBusiness: 'Les heures de l’entreprise',
  useOwn: 'Ses propres heures',
  week: (line) => `Heures de ${line}`,
  days: 'Jours différents',
  daysText: 'Ils passent avant les jours fériés de l’entreprise à la même date.',
  noDays: 'Aucun jour propre à la ligne.',
  addDay: 'Ajouter un jour',
  noHours: 'Pas encore d’heures : cette ligne est toujours fermée.',
  problem: 'Des heures se chevauchent ou se terminent avant de commencer.',
  closed: 'Pendant la fermeture',
  ai: {
    answers: 'L’IA répond d’abord pendant la fermeture.',
    answersText: 'Ce qui suit ne se produit que si l’IA ne peut pas.',
    silent: 'L’IA ne répond pas sur cette ligne pendant la fermeture.',
    open: 'Ouvrir les paramètres de l’IA',
  },
  outcomes: {
    ring: { label: 'Sonner quand même', text: 'Comme pendant les heures d’ouverture.' },
    message: {
      label: 'Dire un message',
      text: 'L’appelant l’entend, et l’appel figure sous « À rappeler ».',
    },
    forward: {
      label: 'Transférer à un cellulaire',
      text: 'L’appel y sonne 25 s. Sans réponse : votre message et la liste de rappels.',
    },
  },
  summary: {
    ai: 'l’IA répond pendant la fermeture',
    ring: 'sonne même pendant la fermeture',
    message: 'un message pendant la fermeture',
    forward: 'vers un cellulaire pendant la fermeture',
  },
};

export const lineHoursCopy = { en, fr };
