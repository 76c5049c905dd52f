import { liveCopy } from '@/lib/live-copy.ts';

/** The texts of the visit that comes next. */
export const nextVisitCopy = liveCopy({
  en: { title: 'Next visit', none: 'No visit is booked.' },
  fr: { title: 'Prochaine visite', none: 'Aucune visite n’est réservée.' },
});
