import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const en = {
  close: 'Close',
  clearSearch: 'Clear the search',
  clear: (label: string) => `Clear ${label}`,
};
const fr: Translated<typeof en> = {
  close: 'Fermer',
  clearSearch: 'Effacer la recherche',
  clear: (label) => `Effacer ${label}`,
};

/** What the controls are called where the page gives them no name of its own. */
export const uiCopy = liveCopy({ en, fr });
