import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const en = {
  title: 'On your other device',
  text: (party: string) => `You are in a call with ${party}, not in this browser.`,
  moveHere: 'Move here',
  moveNamed: (party: string) => `Move the call with ${party} here`,
} as const;

const fr: Translated<typeof en> = {
  title: 'Sur votre autre appareil',
  text: (party) => `Vous êtes en appel avec ${party}, mais pas dans ce navigateur.`,
  moveHere: 'Amener ici',
  moveNamed: (party) => `Amener ici l’appel avec ${party}`,
};

/** The words for a call of mine that another device carries. */
export const elsewhereCopy = liveCopy({ en, fr });
