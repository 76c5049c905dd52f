import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const en = {
  reasons: {
    number: 'the same number',
    name: 'nearly the same name',
    email: 'the same e-mail',
  },
  and: ' and ',
  may: (name: string, why: string) => `${name} may be the same client: ${why}.`,
  compare: 'Compare',
  compareWith: (name: string) => `Compare with ${name}`,
  notSame: 'Not the same',
  toldApart: 'Remembered: they are two clients.',
  undo: 'Undo',
  failed: 'Not saved. Try again in a moment.',
  title: (name: string) => `Merge with ${name}`,
  text: (name: string) =>
    `Calls, visits, notes, tasks and numbers of both stay. Choose which facts to keep; links to ${name} lead here.`,
  main: 'Main number',
  nothing: 'nothing',
  merge: 'Merge',
  merging: 'Merging',
  cancel: 'Cancel',
  notMerged: 'Nothing was merged. Try again in a moment.',
  merged: (name: string) => `${name} is merged.`,
  mergedLately: (name: string, when: string) => `${name} was merged into this client ${when}.`,
  undoMerge: 'Undo the merge',
  undone: 'They are two clients again.',
  tooLate: 'This merge can no longer be undone.',
} as const;

const fr: Translated<typeof en> = {
  reasons: {
    number: 'le même numéro',
    name: 'presque le même nom',
    email: 'la même adresse courriel',
  },
  and: ' et ',
  may: (name, why) => `${name} est peut-être le même client : ${why}.`,
  compare: 'Comparer',
  compareWith: (name) => `Comparer avec ${name}`,
  notSame: 'Pas le même',
  toldApart: 'C’est noté : ce sont deux clients.',
  undo: 'Annuler',
  failed: 'Non enregistré. Réessayez dans un instant.',
  title: (name) => `Fusionner avec ${name}`,
  text: (name) =>
    `Les appels, visites, notes, tâches et numéros des deux restent. Choisissez les renseignements à garder ; les liens vers ${name} mènent ici.`,
  main: 'Numéro principal',
  nothing: 'rien',
  merge: 'Fusionner',
  merging: 'Fusion en cours',
  cancel: 'Annuler',
  notMerged: 'Rien n’a été fusionné. Réessayez dans un instant.',
  merged: (name) => `${name} est fusionné.`,
  mergedLately: (name, when) => `${name} a été fusionné avec ce client, ${when}.`,
  undoMerge: 'Annuler la fusion',
  undone: 'Ce sont de nouveau deux clients.',
  tooLate: 'Cette fusion ne peut plus être annulée.',
};

/** The texts of two clients that may be one. */
export const mergeCopy = liveCopy({ en, fr });
