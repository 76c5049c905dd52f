import type { TeamMember } from '@/data/team.queries.ts';

const enPresence: Record<TeamMember['presence'], string> = {
  available: 'rings there',
  in_call: 'in a call',
  away: 'away',
  do_not_disturb: 'do not disturb',
  unreachable: 'cannot be reached',
  signed_out: 'signed out',
};

const en = {
  title: 'Team',
  you: 'you',
  presence: enPresence,
  ringsHere: 'rings here',
  /** Since when, beside the word. */
  for: (word: string, howLong: string) => `${word}, ${howLong}`,
  /** Why no call would reach them, under the name. */
  noPhone: 'Telephone not connected',
  asleep: (clock: string) => `Tab asleep or closed since ${clock}`,
  never: 'Has not opened Switchboard yet',
  failed: 'Not up to date',
};
/** The words for who can be reached. */
export type PresenceCopy = typeof en;

const fr: PresenceCopy = {
  title: 'Équipe',
  you: 'vous',
  presence: {
    available: 'sonne là-bas',
    in_call: 'en appel',
    away: 'absent',
    do_not_disturb: 'ne pas déranger',
    unreachable: 'injoignable',
    signed_out: 'déconnecté',
  },
  ringsHere: 'sonne ici',
  for: (word, howLong) => `${word}, ${howLong}`,
  noPhone: 'Téléphone non connecté',
  asleep: (clock) => `Onglet en veille ou fermé depuis ${clock}`,
  never: 'N’a pas encore ouvert Switchboard',
  failed: 'Pas à jour',
};

export const presenceCopy = { en, fr };
