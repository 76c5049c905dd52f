import { expect, test } from 'vitest';
import { languageOf, voiceOf } from './language.ts';

test.each([
  [{ transcription: { language: 'fr' } }, 'fr'],
  [{ transcription: { language: 'es-MX' }, voice_settings: { voice: 'x.en-US-y' } }, 'es'],
  [
    { transcription: { language: 'auto' }, voice_settings: { voice: 'Azure.fr-CA-SylvieNeural' } },
    'fr',
  ],
  [{ voice_settings: { voice: 'Telnyx.NaturalHD.astra' } }, 'en'],
  [{ voice_settings: { voice: 'Minimax.x', language_boost: 'Spanish' } }, 'es'],
  [{}, 'en'],
])('the settings %j speak %s', (assistant, language) => {
  expect(languageOf(assistant)).toBe(language);
});

test.each([
  ['Azure.fr-CA-SylvieNeural', 'female fr'],
  ['Azure.fr-CA-AntoineNeural', 'male fr'],
  ['', 'female fr'],
])('the voice %s sounds as %s', (name, voice) => {
  expect(voiceOf('fr', name)).toBe(voice);
});
