import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const en = {
  facts: {
    lastCall: 'Last call',
    nextVisit: 'Next visit',
    openTask: 'Open task',
    callBack: (reason: string) => `Call back: ${reason}`,
    unconfirmed: 'not confirmed',
    never: 'Never called before.',
    earlier: (calls: number, when: string) =>
      calls === 1 ? `Called once before, ${when}` : `Called ${calls} times before, last ${when}`,
    many: (when: string) => `Called 20 times or more, last ${when}`,
  },
  choose: {
    label: 'Who is it?',
    lastCalled: (when: string) => `last call ${when}`,
    noCalls: 'no calls yet',
    somebodyElse: 'Somebody else',
    failed: 'Not saved. Choose again.',
  },
  create: {
    open: 'Create client',
    title: 'New client',
    name: 'Name',
    number: 'Phone number',
    save: 'Save client',
    saving: 'Saving',
    cancel: 'Cancel',
    nameMissing: 'Enter a name.',
    numberBad: 'This is no telephone number.',
    failed: 'Not saved. What you typed is kept here: try again.',
  },
} as const;

const fr: Translated<typeof en> = {
  facts: {
    lastCall: 'Dernier appel',
    nextVisit: 'Prochaine visite',
    openTask: 'Tâche ouverte',
    callBack: (reason) => `Rappeler : ${reason}`,
    unconfirmed: 'non confirmée',
    never: 'N’a jamais appelé.',
    earlier: (calls, when) =>
      calls === 1 ? `A appelé une fois, ${when}` : `A appelé ${calls} fois, dernière fois ${when}`,
    many: (when) => `A appelé 20 fois ou plus, dernière fois ${when}`,
  },
  choose: {
    label: 'Qui est-ce ?',
    lastCalled: (when) => `dernier appel ${when}`,
    noCalls: 'aucun appel',
    somebodyElse: 'Quelqu’un d’autre',
    failed: 'Non enregistré. Choisissez de nouveau.',
  },
  create: {
    open: 'Créer le client',
    title: 'Nouveau client',
    name: 'Nom',
    number: 'Numéro de téléphone',
    save: 'Enregistrer le client',
    saving: 'Enregistrement',
    cancel: 'Annuler',
    nameMissing: 'Entrez un nom.',
    numberBad: 'Ce n’est pas un numéro de téléphone.',
    failed: 'Non enregistré. Ce que vous avez tapé est conservé ici : réessayez.',
  },
};

/** What the phone says of the caller. */
export const callerCopy = liveCopy({ en, fr });
