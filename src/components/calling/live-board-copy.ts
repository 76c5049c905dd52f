import { de } from '@/lib/french.ts';

const en = {
  parked: 'Parked',
  slot: (slot: number) => `slot ${slot}`,
  parkedBy: (name: string) => `parked by ${name}`,
  parkedByYou: 'parked by you',
  pickUp: 'Pick up',
  pickUpNamed: (caller: string) => `Pick up ${caller}`,
  onHold: 'On hold',
  onHoldBy: (name: string) => `On hold by ${name}`,
  onHoldByYou: 'On hold by you',
  holdTimer: (caller: string) => `On hold, ${caller}`,
  /** What others do in the call, each a line. */
  consultAsked: (name: string) => `Asks ${name} first`,
  consulting: (name: string) => `Talks with ${name} first`,
  guestAsked: (name: string) => `Adds ${name}`,
  guest: (name: string) => `${name} is in the call too`,
  guestHeld: (name: string) => `${name} hears music`,
  goesTo: (name: string) => `Goes to ${name}`,
  listens: (name: string) => `${name} listens`,
  whispers: (name: string) => `${name} whispers to the agent`,
  joined: (name: string) => `${name} joined in`,
  someone: 'somebody',
  you: 'you',
  /** Why a call rings in which somebody was spoken to already. */
  handoff: {
    transfer: (by: string, to: string) => `${by} sends it to ${to}`,
    returned: (by: string, to: string) => `${to} did not take it, back to ${by}`,
    parked: (by: string) => `Parked by ${by}, nobody picked it up`,
    lost: (by: string) => `The browser of ${by} is gone, the caller waits`,
  },
  /** In the place of a call that is no longer in this lane. */
  gone: {
    ended: 'Ended',
    ringing: 'Rings again',
    active: (name: string | null) => (name ? `${name} has it` : 'Answered'),
    parked: 'Parked',
    ai: 'With the AI',
  },
};
/** The words for what goes on in a call besides two people talking. */
export type LiveBoardCopy = typeof en;

const fr: LiveBoardCopy = {
  parked: 'Stationnés',
  slot: (slot) => `place ${slot}`,
  parkedBy: (name) => `stationné par ${name}`,
  parkedByYou: 'stationné par vous',
  pickUp: 'Reprendre',
  pickUpNamed: (caller) => `Reprendre ${caller}`,
  onHold: 'En attente',
  onHoldBy: (name) => `Mis en attente par ${name}`,
  onHoldByYou: 'Mis en attente par vous',
  holdTimer: (caller) => `En attente, ${caller}`,
  consultAsked: (name) => `Consulte d’abord ${name}`,
  consulting: (name) => `Parle d’abord avec ${name}`,
  guestAsked: (name) => `Ajoute ${name}`,
  guest: (name) => `${name} est aussi dans l’appel`,
  guestHeld: (name) => `${name} entend la musique`,
  goesTo: (name) => `Passe à ${name}`,
  listens: (name) => `${name} écoute`,
  whispers: (name) => `${name} chuchote à l’agent`,
  joined: (name) => `${name} participe`,
  someone: 'quelqu’un',
  you: 'vous',
  handoff: {
    transfer: (by, to) => `${by} l’envoie à ${to}`,
    returned: (by, to) => `${to} ne l’a pas pris, retour à ${by}`,
    parked: (by) => `Stationné par ${by}, personne ne l’a repris`,
    lost: (by) => `Le navigateur ${de(by)} a disparu, l’appelant attend`,
  },
  gone: {
    ended: 'Terminé',
    ringing: 'Sonne de nouveau',
    active: (name) => (name ? `${name} a l’appel` : 'Répondu'),
    parked: 'Stationné',
    ai: 'Avec l’IA',
  },
};

export const liveBoardCopy = { en, fr };
