import { liveCopy, type Translated } from '@/lib/live-copy.ts';
import type { SoundTrouble } from '@core/contracts/quality-card.ts';

const en = {
  /** What troubles the sound, whoever reads it; `you` where it is one's own. */
  brief: {
    losing_in: (name: string) => `${name}’s network is losing packets`,
    losing_out: (name: string) => `${name}’s network is losing packets`,
    slow: (name: string) => `${name}’s network is slow`,
    cut: (name: string) => `${name}’s connection is interrupted`,
    far_silent: (name: string, party: string) => `${name} hears nothing from ${party}’s line`,
  } satisfies Record<SoundTrouble, (name: string, party: string) => string>,
  /** What follows from it for whoever is in the call too. */
  effect: {
    losing_in: (name: string) => `: ${name} hears you in pieces.`,
    losing_out: (name: string) => `: you hear ${name} in pieces.`,
    slow: (name: string) => `: what ${name} says comes late.`,
    cut: () => '. It is being brought back.',
    far_silent: () => '.',
  } satisfies Record<SoundTrouble, (name: string) => string>,
  yours: {
    losing_in: 'Your network is losing packets',
    losing_out: 'Your network is losing packets',
    slow: 'Your network is slow',
    cut: 'Your connection is interrupted',
    far_silent: 'You hear nothing',
  } satisfies Record<SoundTrouble, string>,
  figures: {
    lossIn: (percent: string) => `${percent} lost on the way here`,
    lossOut: (percent: string) => `${percent} lost on the way out`,
    jitter: (ms: number) => `jitter ${ms} ms`,
    roundTrip: (ms: number) => `there and back ${ms} ms`,
  },
  /** On the call's page. */
  somebody: 'Somebody',
  lasted: (clock: string) => `for ${clock}`,
  goesOn: 'still',
  at: (name: string) => `Sound at ${name}`,
  good: 'Nothing lost',
} as const;

const fr: Translated<typeof en> = {
  brief: {
    losing_in: (name) => `Le réseau perd des paquets chez ${name}`,
    losing_out: (name) => `Le réseau perd des paquets chez ${name}`,
    slow: (name) => `Le réseau est lent chez ${name}`,
    cut: (name) => `La connexion est coupée chez ${name}`,
    far_silent: (name, party) => `${name} n’entend rien sur la ligne de ${party}`,
  },
  effect: {
    losing_in: (name) => ` : ${name} vous entend par bribes.`,
    losing_out: (name) => ` : vous entendez ${name} par bribes.`,
    slow: (name) => ` : ce que dit ${name} arrive en retard.`,
    cut: () => '. Le rétablissement est en cours.',
    far_silent: () => '.',
  },
  yours: {
    losing_in: 'Votre réseau perd des paquets',
    losing_out: 'Votre réseau perd des paquets',
    slow: 'Votre réseau est lent',
    cut: 'Votre connexion est coupée',
    far_silent: 'Vous n’entendez rien',
  },
  figures: {
    lossIn: (percent) => `${percent} perdus à l’arrivée`,
    lossOut: (percent) => `${percent} perdus à l’envoi`,
    jitter: (ms) => `gigue ${ms} ms`,
    roundTrip: (ms) => `aller-retour ${ms} ms`,
  },
  somebody: 'Quelqu’un',
  lasted: (clock) => `pendant ${clock}`,
  goesOn: 'toujours',
  at: (name) => `Son chez ${name}`,
  good: 'Rien de perdu',
};

/** The words for whose network troubles the sound of a call. */
export const qualityCopy = liveCopy({ en, fr });
