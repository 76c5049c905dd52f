import { useSyncExternalStore } from 'react';

/** The languages that the app speaks; every text exists in all of them. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text's versions. French has the form that English has. */
export interface Copies<Copy> {
  en: Copy;
  fr: Copy;
}

const KEY = 'switchboard.language';
const LOCALES: Record<Language, string> = { en: 'en-CA', fr: 'fr-CA' };

let language = firstLanguage();
const listeners = new Set<() => void>();

// The tabs of a person speak one language: the others hear of a choice from the storage.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key, newValue }) => {
    const chosen = key === KEY ? LANGUAGES.find((known) => known === newValue) : undefined;
    if (chosen) speak(chosen);
  });
}

/** As chosen in this browser before, else as the browser speaks. */
function firstLanguage(): Language {
  const kept = readKept();
  if (kept) return kept;
  const spoken = typeof navigator === 'undefined' ? [] : navigator.languages;
  return spoken.find((tag) => /^(en|fr)\b/i.test(tag))?.startsWith('fr') ? 'fr' : 'en';
}

function readKept(): Language | null {
  try {
    const kept = localStorage.getItem(KEY);
    return LANGUAGES.find((known) => known === kept) ?? null;
  } catch {
    return null;
  }
}

/** The language of the screen now. */
export function languageNow(): Language {
  return language;
}

/** Changes the language of the screen at once, and keeps it in this browser. */
export function setLanguage(next: Language): void {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
  speak(next);
}

function speak(next: Language): void {
  document.documentElement.lang = LOCALES[next];
  if (next === language) return;
  language = next;
  for (const listener of listeners) listener();
}

/** Tells about each change. @returns what ends that */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The locale for dates, numbers and names: `en-CA` or `fr-CA`. */
export function localeOf(of: Language = language): string {
  return LOCALES[of];
}

/** The language of the screen; draws again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, languageNow);
}

/** A feature's texts in the language of the screen. */
export function useCopy<Copy>(copies: Copies<Copy>): Copy {
  return copies[useLanguage()];
}

/** The texts outside React, for what is said once and not drawn again: a toast, a notification. */
export function copyNow<Copy>(copies: Copies<Copy>): Copy {
  return copies[language];
}
