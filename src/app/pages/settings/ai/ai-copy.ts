import { liveCopy } from '@/lib/live-copy.ts';
import type { AiLanguage } from '@core/contracts/ai-profile.ts';
import { aiCopyEn } from './ai-copy-en.ts';
import { aiCopyFr } from './ai-copy-fr.ts';

/** Each language by its own name. */
export const languageNames: Record<AiLanguage, string> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
};

/** The texts of Settings, AI dispatcher. */
export const aiCopy = liveCopy({ en: aiCopyEn, fr: aiCopyFr });

/** What a person must repair before it can be published, where the server's words would be too dry. */
export const problemCopy = aiCopy.problems;
