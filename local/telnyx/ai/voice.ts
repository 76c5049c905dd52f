import { inBackground } from '../background.ts';
import type { World } from '../world.ts';
import type { Leg, PersonRecord } from '../world/leg.ts';
import { transcribeHeard } from '../world/transcription.ts';
import type { SpokenMessage } from './conversation.ts';
import { voiceOf } from './language.ts';
import type { Language } from './language.ts';
import { splitSentences } from './sentences.ts';

export interface Line {
  message: SpokenMessage;
  language: Language;
  isGreeting?: boolean;
}

/** What a voice needs of its conversation. */
export interface VoiceHost {
  world: World;
  /** Who hears it. */
  ears(): Leg[];
  /** The voice in the assistant's settings. */
  voiceName(): string;
  /** False while the caller speaks: the assistant does not talk into that. */
  mayBegin(line: Line): boolean;
  began(line: Line): void;
  /** It has said all it had to say, or was cut. */
  fellSilent(): void;
}

/** How an assistant speaks: one message after the other, with real sound. */
export interface Voice {
  say(line: Line): void;
  isSpeaking(): boolean;
  /** What is being said at this moment. */
  current(): Line | null;
  /** Goes on with what waits, if it may. */
  resume(): void;
  /** Takes back what it has not begun to say. */
  takeBack(message: SpokenMessage): boolean;
  /** Stops in the middle. @returns what will not be said any more */
  cut(): SpokenMessage[];
}

interface Entry {
  record: PersonRecord;
  index: number;
}

/** The words go into the transcripts of the persons who hear them, as those of `speak` do. */
function writeDown(ears: Leg[], text: string): Entry[] {
  return ears.flatMap(({ party }) => {
    if (party.kind !== 'person') return [];
    party.record.transcript.push(text);
    return [{ record: party.record, index: party.record.transcript.length - 1 }];
  });
}

/** One sentence to all ears; false: it was cut. */
async function sound(world: World, ears: Leg[], text: string, voice: string): Promise<boolean> {
  const source = { kind: 'speech', text, voice } as const;
  try {
    const heard = await Promise.all(ears.map((ear) => world.media.sayTo(ear.id, source)));
    return heard.includes('completed');
  } catch (cause) {
    // The simulator goes down in the middle of a word.
    if (ears.every(({ state }) => state === 'ended')) return false;
    throw cause;
  }
}

/** Says a message. What was cut off is taken out of the texts: nobody heard it. */
async function speakLine(host: VoiceHost, { message, language }: Line): Promise<void> {
  const { world } = host;
  const ears = host.ears();
  const entries = writeDown(ears, message.text);
  const sentences = splitSentences(message.text);
  // All at once: the next one is rendered while the first is heard.
  const sounds = sentences.map((text) =>
    sound(world, ears, text, voiceOf(language, host.voiceName())),
  );
  let begun = 0;
  try {
    for (const each of sounds) {
      begun += 1;
      if (!(await each)) break;
    }
  } finally {
    await Promise.allSettled(sounds);
  }
  if (begun < sentences.length) {
    message.text = sentences.slice(0, begun).join(' ');
    for (const { record, index } of entries) record.transcript[index] = message.text;
  }
  transcribeHeard(world, ears, message.text);
}

export function createVoice(host: VoiceHost): Voice {
  const waiting: Line[] = [];
  let current: Line | null = null;
  let isCut = false;

  const next = (): void => {
    const [line] = waiting;
    if (current !== null || line === undefined || !host.mayBegin(line)) return;
    waiting.shift();
    current = line;
    isCut = false;
    line.message.sentAtMs = host.world.clock.now();
    host.began(line);
    const over = (): void => {
      current = null;
      next();
      if (current === null) host.fellSilent();
    };
    inBackground(speakLine(host, line).finally(over), 'an assistant speaking');
  };

  return {
    say(line) {
      waiting.push(line);
      next();
    },
    isSpeaking: () => (current !== null && !isCut) || waiting.length > 0,
    current: () => (isCut ? null : current),
    resume: next,
    takeBack(message) {
      const index = waiting.findIndex((line) => line.message === message);
      if (index >= 0) waiting.splice(index, 1);
      return index >= 0;
    },
    cut() {
      isCut = true;
      if (current !== null) for (const ear of host.ears()) host.world.media.stopSayingTo(ear.id);
      return waiting.splice(0).map(({ message }) => message);
    },
  };
}
