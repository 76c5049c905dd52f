import { invalidGather } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { enqueueAudio, stopAudio } from '../world/audio-queue.ts';
import { startGather, stopGather } from '../world/gather.ts';
import type { GatherOptions } from '../world/gather.ts';
import type { Leg } from '../world/leg.ts';
import { readSpoken, speechItem } from './audio-actions.ts';
import type { BodyReader } from './body-reader.ts';
import { legAction } from './leg-action.ts';
import { done, refuse } from './reply.ts';

const KEYS = /^[0-9A-D*#]*$/;

function readGather(reader: BodyReader): GatherOptions {
  const bad = (name: string, detail: string) => invalidGather(`/${name}`, detail);
  const digits = (name: string, fallback: string): string => {
    const value = reader.text(name) ?? fallback;
    if (!KEYS.test(value)) reader.refuse(bad(name, 'Only 0-9, A-D, * and # are keys.'));
    return value;
  };
  const time = (name: string, fallback: number): number =>
    reader.whole(name, fallback, 0, 600_000, bad(name, 'Out of range.'));
  const count = (name: string, fallback: number): number =>
    reader.whole(name, fallback, 1, 128, bad(name, 'Must be between 1 and 128.'));
  const minimumDigits = count('minimum_digits', 1);
  const maximumDigits = count('maximum_digits', 128);
  if (minimumDigits > maximumDigits) {
    reader.refuse(bad('minimum_digits', 'Must not be above maximum_digits.'));
  }
  return {
    minimumDigits,
    maximumDigits,
    timeoutMs: time('timeout_millis', 60_000),
    interDigitTimeoutMs: time('inter_digit_timeout_millis', 5000),
    initialTimeoutMs: time('initial_timeout_millis', 5000),
    terminatingDigit: digits('terminating_digit', '#'),
    validDigits: digits('valid_digits', '0123456789#*'),
    gatherId: reader.text('gather_id'),
    maximumTries: reader.whole(
      'maximum_tries',
      3,
      1,
      128,
      bad('maximum_tries', 'Must be 1 to 128.'),
    ),
    prompt: null,
    stopPrompt: () => undefined,
  };
}

export const gather = legAction('answered', ({ world, leg, reader }) => {
  const options = readGather(reader);
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  startGather(world, leg, options);
  return done();
});

function speechPrompt(world: World, leg: Leg, text: string, retryText: string, voice: string) {
  return (isRetry: boolean, finished: () => void): void => {
    const item = speechItem({ text: isRetry ? retryText : text, voice });
    enqueueAudio(world, leg, { ...item, finished });
  };
}

export const gatherUsingSpeak = legAction('answered', ({ world, leg, reader }) => {
  const { text, voice } = readSpoken(reader);
  const retryText = reader.text('invalid_payload') ?? text;
  const options = readGather(reader);
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  startGather(world, leg, {
    ...options,
    prompt: speechPrompt(world, leg, text, retryText, voice),
    stopPrompt: () => stopAudio(world, leg, 'current'),
  });
  return done();
});

export const gatherStop = legAction('answered', ({ world, leg }) => {
  stopGather(world, leg, 'cancelled');
  return done();
});
