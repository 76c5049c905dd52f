import type { Availability } from '@/calling/ports.ts';

const enChoices: Record<Availability, string> = {
  available: 'Available',
  away: 'Away',
  do_not_disturb: 'Do not disturb',
};
const enLight: Record<Exclude<Availability, 'available'>, string> = {
  away: 'Away, no call rings',
  do_not_disturb: 'Do not disturb, no call rings',
};

const en = {
  title: 'Calls for you',
  choices: enChoices,
  /** Beside the lamp. */
  light: enLight,
  ringAgain: 'Ring here again',
  notSaved: 'Not saved, it stays as it was.',
};
/** The words for what a member chose. */
export type AvailabilityCopy = typeof en;

const fr: AvailabilityCopy = {
  title: 'Appels pour vous',
  choices: {
    available: 'Disponible',
    away: 'Absent',
    do_not_disturb: 'Ne pas déranger',
  },
  light: {
    away: 'Absent, aucun appel ne sonne',
    do_not_disturb: 'Ne pas déranger, aucun appel ne sonne',
  },
  ringAgain: 'Sonner de nouveau ici',
  notSaved: 'Non enregistré, rien n’a changé.',
};

export const availabilityCopy = { en, fr };
