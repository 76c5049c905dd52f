import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const en = {
  label: 'Place in the list',
  of: (place: number, count: number) => `${place} of ${count}`,
  ofMore: (place: number, count: number) => `${place} of more than ${count}`,
  previous: 'Previous call of the list',
  next: 'Next call of the list',
} as const;

const fr: Translated<typeof en> = {
  label: 'Place dans la liste',
  of: (place, count) => `${place} sur ${count}`,
  ofMore: (place, count) => `${place} sur plus de ${count}`,
  previous: 'Appel précédent de la liste',
  next: 'Appel suivant de la liste',
};

/** The texts of the way from call to call. */
export const callPlaceCopy = liveCopy({ en, fr });
