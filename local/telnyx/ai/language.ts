import { asObject, asText } from './json-fields.ts';

export type Language = 'en' | 'fr' | 'es';

const BOOSTS: Record<string, Language> = { English: 'en', French: 'fr', Spanish: 'es' };

function fromTag(tag: string | null): Language | null {
  const found = /(?:^|[^a-z])(en|fr|es)(?=$|[-_.])/i.exec(tag ?? '')?.[1];
  return (found?.toLowerCase() as Language | undefined) ?? null;
}

/**
 * The language in which an assistant speaks what its settings do not say the language of: the
 * greeting and the words while a tool runs. Telnyx's voices speak the language of the voice; here
 * `transcription.language`, a locale in the voice's name or `language_boost` tell it, else English.
 */
export function languageOf(assistant: Record<string, unknown>): Language {
  const voice = asObject(assistant['voice_settings']);
  const transcription = asObject(assistant['transcription']);
  return (
    fromTag(asText(transcription['language'])) ??
    fromTag(asText(voice['voice'])) ??
    BOOSTS[asText(voice['language_boost']) ?? ''] ??
    'en'
  );
}

/** Men among the voices of the big providers; everybody else sounds like a woman here. */
const MEN =
  /\b(?:male|man)\b|liam|antoine|jorge|guy|davis|jason|henri|jean|alain|alvaro|carlos|matthew|joey/i;

/** The synthesizer's voice for a language. @param name of the assistant's voice */
export function voiceOf(language: Language, name: string): string {
  return `${MEN.test(name) ? 'male' : 'female'} ${language}`;
}
