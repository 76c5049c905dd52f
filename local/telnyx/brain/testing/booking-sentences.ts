import type { BrainLanguage } from '../turn.ts';

export interface BookingSentence {
  language: BrainLanguage;
  /** What the caller says, in order; the last one is a farewell. */
  lines: string[];
}

/** Callers who get a visit at a business with free times, whatever it offers. */
export const BOOKING_SENTENCES: readonly BookingSentence[] = [
  {
    language: 'en',
    lines: [
      'tomorrow morning, leaking tap',
      'The first one, please.',
      'John Chen',
      'yes',
      'no, thank you, goodbye',
    ],
  },
  {
    language: 'en',
    lines: [
      "Uh, hi, this is Ann Lee, I'd like to book someone for a clogged drain, as soon as possible.",
      'yes',
      'yes',
      'no',
    ],
  },
  {
    language: 'fr',
    lines: [
      'Bonjour, demain matin, fuite au robinet',
      'Le premier',
      'Jean Tremblay',
      'oui',
      'non merci, au revoir',
    ],
  },
  {
    language: 'es',
    lines: [
      'Hola, mañana por la mañana, gotea el grifo',
      'La primera',
      'Me llamo Ana Ruiz',
      'sí',
      'no, eso es todo, gracias',
    ],
  },
];
