import type { AiLanguage } from '@core/contracts/ai-profile.ts';

/**
 * The browser's own ears and mouth (Web Speech API). Recognition is not in TypeScript's DOM library,
 * and in Chromium under a prefix.
 */
interface Recognition {
  lang: string;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
}
type RecognitionMaker = new () => Recognition;

const LOCALES: Record<AiLanguage, string> = { en: 'en-CA', fr: 'fr-CA', es: 'es-MX' };

function recognitionMaker(): RecognitionMaker | null {
  const page = window as { SpeechRecognition?: unknown; webkitSpeechRecognition?: unknown };
  const maker = page.SpeechRecognition ?? page.webkitSpeechRecognition;
  return typeof maker === 'function' ? (maker as RecognitionMaker) : null;
}

/** Whether this browser can turn speech into text. */
export function canListen(): boolean {
  return recognitionMaker() !== null;
}

export type Heard = { text: string } | { problem: 'refused' | 'nothing' };

/**
 * Listens for one sentence.
 *
 * @returns what was heard, and how to stop listening
 */
export function listen(language: AiLanguage): { heard: Promise<Heard>; stop: () => void } {
  const Maker = recognitionMaker();
  if (!Maker) return { heard: Promise.resolve({ problem: 'refused' }), stop: () => undefined };
  const recognition = new Maker();
  recognition.lang = LOCALES[language];
  const heard = new Promise<Heard>((resolve) => {
    recognition.onresult = ({ results }) =>
      resolve({ text: results[results.length - 1]?.[0]?.transcript.trim() ?? '' });
    recognition.onerror = ({ error }) =>
      resolve({
        problem: error === 'not-allowed' || error === 'service-not-allowed' ? 'refused' : 'nothing',
      });
    recognition.onend = () => resolve({ problem: 'nothing' });
  });
  recognition.start();
  return { heard, stop: () => recognition.abort() };
}

/** Says a text aloud; resolves when it is said, or could not be. */
export function speak(text: string, language: AiLanguage): Promise<void> {
  if (!('speechSynthesis' in window) || text === '') return Promise.resolve();
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = LOCALES[language];
    utterance.onend = () => resolve();
    utterance.onerror = () => resolve();
    window.speechSynthesis.speak(utterance);
  });
}

export function stopSpeaking(): void {
  if ('speechSynthesis' in window) window.speechSynthesis.cancel();
}
