import type { RingStrategy, UnansweredOutcome } from '@/data/who-rings.queries.ts';
import type { RingProblem } from './ring-draft.ts';

/** A choice of a list with its sentence. */
type Words = { label: string; text: string };

const enStrategies: Record<RingStrategy, Words> = {
  all: { label: 'Ring everyone', text: 'Everybody who is available rings at once.' },
  in_order: { label: 'One after the other', text: 'First one person, then the next.' },
  groups: { label: 'Groups in order', text: 'A few people together, then the next few.' },
};
const enOutcomes: Record<UnansweredOutcome, Words> = {
  none: {
    label: 'Call-back list',
    text: 'The call ends as missed and stands under “Needs a call-back”.',
  },
  message: {
    label: 'Say a message',
    text: 'The caller hears it, and the call stands under “Needs a call-back”.',
  },
  forward: {
    label: 'Forward to a mobile',
    text: 'It rings there for 25 s. Nobody there: your message, and the call-back list.',
  },
};
const enProblems: Record<RingProblem, string> = {
  ring_time: 'Ring times are from 5 to 120 seconds.',
  empty_step: 'Choose at least one person for each group.',
  too_many_steps: 'At most 20 steps.',
  no_steps: 'Add at least one person.',
};
const enThen: Record<UnansweredOutcome | 'ai', string> = {
  none: 'then the call goes to the call-back list.',
  message: 'then they hear your message.',
  forward: 'then it rings at the mobile.',
  ai: 'then the AI answers.',
};

const en = {
  title: 'Who rings',
  text: 'Whose browsers ring when somebody calls, and what happens when nobody can answer. Who is away, in a call or cannot be reached is skipped at once.',
  onlyAdmins: 'Owners and admins can change this. You can look.',
  line: 'Line',
  noLines: 'There is no number yet: set one up first.',
  order: 'How it rings',
  strategies: enStrategies,
  ringTime: 'Ring time',
  ringTimeRange: 'From 5 to 120.',
  total: (length: string, then: string) => `Callers hear it ring for ${length} at most, ${then}`,
  afterwards: enThen,
  nobodyNow: 'Nobody here can be reached now: callers go on at once.',
  nobodyWaits: 'Nobody here can be reached now: it rings in vain, until somebody opens the app.',
  step: (position: number) => `Group ${position}`,
  former: 'No longer in the team',
  stepSkipped: 'Nobody here can be reached now: it is skipped.',
  personSkipped: 'Cannot be rung now: skipped.',
  stepEmpty: 'Nobody is in this group.',
  drag: 'Drag to another place',
  up: (what: string) => `Move up: ${what}`,
  down: (what: string) => `Move down: ${what}`,
  remove: (what: string) => `Take out: ${what}`,
  movedTo: (what: string, position: number, count: number) =>
    `${what} is number ${position} of ${count} now`,
  addGroup: 'Add a group',
  addPerson: 'Add a person',
  problems: enProblems,
  unanswered: 'When nobody answers',
  unansweredText: 'After the last ring.',
  outcomes: enOutcomes,
  ai: {
    on: 'The AI answers first.',
    onText: 'What stands below happens only when the AI cannot.',
    off: 'The AI does not answer on this line.',
    offHours: 'The AI answers here outside opening hours only.',
    offAlways: 'The AI answers every call on this line: people ring only when it asks for one.',
    open: 'Open the AI’s settings',
  },
};
/** The words of Settings, Who rings. */
export type WhoRingsCopy = typeof en;

const fr: WhoRingsCopy = {
  title: 'Qui sonne',
  text: 'Chez qui l’appel sonne, et ce qui se passe quand personne ne répond. Les personnes absentes, en appel ou injoignables sont passées aussitôt.',
  onlyAdmins:
    'Seuls les propriétaires et les administrateurs peuvent le modifier. Vous pouvez consulter.',
  line: 'Ligne',
  noLines: 'Il n’y a pas encore de numéro : configurez-en un d’abord.',
  order: 'Comment l’appel sonne',
  strategies: {
    all: {
      label: 'Tout le monde',
      text: 'Sonne en même temps chez toutes les personnes disponibles.',
    },
    in_order: { label: 'L’un après l’autre', text: 'D’abord une personne, puis la suivante.' },
    groups: {
      label: 'Groupes dans l’ordre',
      text: 'Quelques personnes ensemble, puis les suivantes.',
    },
  },
  ringTime: 'Durée de sonnerie',
  ringTimeRange: 'De 5 à 120.',
  total: (length, then) => `L’appelant entend sonner ${length} au plus, ${then}`,
  afterwards: {
    none: 'puis l’appel passe à la liste de rappels.',
    message: 'puis il entend votre message.',
    forward: 'puis l’appel sonne au cellulaire.',
    ai: 'puis l’IA répond.',
  },
  nobodyNow: 'Personne n’est joignable en ce moment : la suite vient aussitôt.',
  nobodyWaits:
    'Personne n’est joignable en ce moment : l’appel sonne en vain jusqu’à ce que quelqu’un ouvre l’application.',
  step: (position) => `Groupe ${position}`,
  former: 'N’est plus dans l’équipe',
  stepSkipped: 'Personne ici n’est joignable en ce moment : l’étape est passée.',
  personSkipped: 'Ne peut pas sonner en ce moment : passé.',
  stepEmpty: 'Il n’y a personne dans ce groupe.',
  drag: 'Glisser vers une autre place',
  up: (what) => `Monter : ${what}`,
  down: (what) => `Descendre : ${what}`,
  remove: (what) => `Retirer : ${what}`,
  movedTo: (what, position, count) => `${what} est maintenant en position ${position} sur ${count}`,
  addGroup: 'Ajouter un groupe',
  addPerson: 'Ajouter une personne',
  problems: {
    ring_time: 'Les durées de sonnerie vont de 5 à 120 secondes.',
    empty_step: 'Choisissez au moins une personne par groupe.',
    too_many_steps: 'Au plus 20 étapes.',
    no_steps: 'Ajoutez au moins une personne.',
  },
  unanswered: 'Quand personne ne répond',
  unansweredText: 'Après la dernière sonnerie.',
  outcomes: {
    none: {
      label: 'Liste de rappels',
      text: 'L’appel est manqué et figure sous « À rappeler ».',
    },
    message: {
      label: 'Dire un message',
      text: 'L’appelant l’entend, et l’appel figure sous « À rappeler ».',
    },
    forward: {
      label: 'Transférer à un cellulaire',
      text: 'L’appel y sonne 25 s. Sans réponse : votre message et la liste de rappels.',
    },
  },
  ai: {
    on: 'L’IA répond d’abord.',
    onText: 'Ce qui suit ne se produit que si l’IA ne peut pas.',
    off: 'L’IA ne répond pas sur cette ligne.',
    offHours: 'Sur cette ligne, l’IA ne répond qu’en dehors des heures d’ouverture.',
    offAlways:
      'L’IA répond à tous les appels de cette ligne : une personne ne sonne que si elle le demande.',
    open: 'Ouvrir les paramètres de l’IA',
  },
};

export const whoRingsCopy = { en, fr };
