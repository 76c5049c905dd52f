import { createRequire } from 'node:module';

/** The part of `mespeak` (GPL, a development tool, never shipped with the app) that is used. */
interface MeSpeak {
  loadConfig(config: unknown): void;
  loadVoice(voice: unknown): void;
  speak(
    text: string,
    options: { rawdata: 'buffer'; voice: string; variant: string; speed: number },
  ): Uint8Array | null;
}

const require = createRequire(import.meta.url);
const mespeak = require('mespeak') as MeSpeak;
mespeak.loadConfig(require('mespeak/src/mespeak_config.json'));

const VOICE_FILES: Record<string, string> = { en: 'en/en-us', es: 'es-la', fr: 'fr' };
const loadedVoices = new Map<string, string>();

/**
 * Speaks.
 * @param text plain words; SSML tags are not read out
 * @param voice a language tag (`en-US`, `es`, `fr-CA`), or words with `male` or `female` in them, as
 *   `female es`; anything else is an English woman
 * @returns a mono 16-bit WAV of 22 050 Hz
 */
export function synthesize(text: string, voice: string): Uint8Array {
  const words = text.replace(/<[^>]*>/g, ' ').trim();
  const isMale = /\b(male|man)\b/i.test(voice);
  const wav = mespeak.speak(words === '' ? '.' : words, {
    rawdata: 'buffer',
    voice: voiceId(languageOf(voice)),
    variant: isMale ? 'm3' : 'f2',
    speed: wordsPerMinute(),
  });
  if (!wav) throw new Error('The speech synthesizer gave no sound.');
  return new Uint8Array(wav);
}

/** Tests let everybody talk faster than people do. */
function wordsPerMinute(): number {
  const asked = Number(process.env['SIMULATOR_WORDS_PER_MINUTE']);
  return asked >= 80 && asked <= 450 ? asked : 165;
}

function languageOf(voice: string): string {
  const language = /\b(en|es|fr)\b/i.exec(voice)?.[1];
  return language?.toLowerCase() ?? 'en';
}

function voiceId(language: string): string {
  const loaded = loadedVoices.get(language);
  if (loaded) return loaded;
  const file = VOICE_FILES[language] ?? 'en/en-us';
  const data = require(`mespeak/voices/${file}.json`) as { voice_id: string };
  mespeak.loadVoice(data);
  loadedVoices.set(language, data.voice_id);
  return data.voice_id;
}
