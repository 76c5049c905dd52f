import { enReplies } from './replies-en.ts';
import { esReplies } from './replies-es.ts';
import { frReplies } from './replies-fr.ts';
import type { Replies } from './replies-shape.ts';
import type { BrainLanguage } from './turn.ts';

const REPLIES: Record<BrainLanguage, Replies> = { en: enReplies, fr: frReplies, es: esReplies };

/** What is said in a language. */
export function repliesFor(language: BrainLanguage): Replies {
  return REPLIES[language];
}
