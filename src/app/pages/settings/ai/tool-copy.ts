import { liveCopy, type Translated } from '@/lib/live-copy.ts';

const en = {
  /** What each tool does. */
  names: {
    look_up_client: 'Looks the caller up',
    find_slots: 'Looks for free slots',
    book_visit: 'Books a visit',
    reschedule_visit: 'Moves a visit',
    cancel_visit: 'Cancels a visit',
    take_message: 'Takes a message',
    request_callback: 'Notes a call-back',
    quote_price: 'Says a price',
    request_person: 'Rings a person',
    hangup: 'Ends the call',
    handoff: 'Changes the language',
  } as Readonly<Record<string, string>>,
  effect: (name: string, service: string | null, isDone: boolean) =>
    `${name}${service ? `: ${service}` : ''}${isDone ? '' : ', refused'}`,
  knows: (name: string) => `Knows ${name || 'the caller'}`,
  newCaller: 'A new caller',
  slots: 'Free slots',
  slotsFor: (service: string, minutes: string) => `Free slots: ${service}, ${minutes} min`,
  nothingFree: 'Nothing is free',
  within: (minutes: string) => `within ${minutes} min`,
  prices: 'Price list',
  /** What was done. */
  done: {
    booked: 'Booked',
    moved: 'Moved to',
    cancelled: 'Cancelled',
    message: 'Message taken',
    callBack: 'Call-back noted',
    rings: 'Rings the team',
  },
  /** What a test only tried. */
  tried: {
    booked: 'Would book',
    moved: 'Would move to',
    cancelled: 'Would cancel',
    message: 'Would take a message',
    callBack: 'Would note a call-back',
    rings: 'Would ring the team',
  },
} as const;

const fr: Translated<typeof en> = {
  names: {
    look_up_client: 'Cherche l’appelant',
    find_slots: 'Cherche des heures libres',
    book_visit: 'Réserve une visite',
    reschedule_visit: 'Déplace une visite',
    cancel_visit: 'Annule une visite',
    take_message: 'Prend un message',
    request_callback: 'Note un rappel',
    quote_price: 'Dit un prix',
    request_person: 'Appelle une personne',
    hangup: 'Raccroche',
    handoff: 'Change de langue',
  },
  effect: (name, service, isDone) =>
    `${name}${service ? ` : ${service}` : ''}${isDone ? '' : ', refusé'}`,
  knows: (name) => `Connaît ${name || 'l’appelant'}`,
  newCaller: 'Un nouvel appelant',
  slots: 'Heures libres',
  slotsFor: (service, minutes) => `Heures libres : ${service}, ${minutes} min`,
  nothingFree: 'Rien n’est libre',
  within: (minutes) => `en moins de ${minutes} min`,
  prices: 'Liste de prix',
  done: {
    booked: 'Réservé',
    moved: 'Déplacé à',
    cancelled: 'Annulé',
    message: 'Message pris',
    callBack: 'Rappel noté',
    rings: 'Fait sonner l’équipe',
  },
  tried: {
    booked: 'Réserverait',
    moved: 'Déplacerait à',
    cancelled: 'Annulerait',
    message: 'Prendrait un message',
    callBack: 'Noterait un rappel',
    rings: 'Ferait sonner l’équipe',
  },
};

/** The texts of what the AI did in a test. */
export const toolCopy = liveCopy({ en, fr });
