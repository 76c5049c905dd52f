import { readCaller } from './caller-words.ts';
import { detectLanguage } from './language.ts';
import { pattern } from './normalise.ts';
import { fieldsOf, textOf } from './tool-answers.ts';
import type { BrainLanguage, BrainMessage } from './turn.ts';
import { wordsFor } from './words.ts';

export interface ConversationSummary {
  /** One or two sentences, in English. */
  summary: string;
  outcome:
    | 'booked'
    | 'rescheduled'
    | 'cancelled'
    | 'message'
    | 'callback'
    | 'person'
    | 'answered'
    | 'abandoned';
  sentiment: 'positive' | 'neutral' | 'negative';
  /** What people still have to do. */
  follow_ups: string[];
}

type ToolMessage = Extract<BrainMessage, { role: 'tool' }>;
type Outcome = ConversationSummary['outcome'];

const POSITIVE = pattern(
  'thank you|thanks|great|perfect|wonderful|excellent|lovely|merci|parfait|super|génial|gracias|perfecto|excelente|estupendo',
);
const NEGATIVE = pattern(
  'terrible|awful|useless|ridiculous|angry|unacceptable|complaint|frustrat~|worst|nul|inacceptable|horrible|fâché|plainte|inútil|inaceptable|pésimo|enojad~|queja|ridicul~',
);

/** What counts most comes first. */
const OUTCOMES: [tool: string, outcome: Outcome][] = [
  ['book_visit', 'booked'],
  ['reschedule_visit', 'rescheduled'],
  ['cancel_visit', 'cancelled'],
  ['take_message', 'message'],
  ['request_callback', 'callback'],
  ['request_person', 'person'],
];

const isOk = ({ result, failed }: ToolMessage): boolean =>
  !failed && fieldsOf(result)['ok'] === true;

function sentenceOf(message: ToolMessage): string {
  const { name, arguments: args } = message;
  const answer = fieldsOf(message.result);
  const visit = [textOf(answer['service']) ?? 'a visit', textOf(answer['label'])]
    .filter(Boolean)
    .join(', ');
  switch (name) {
    case 'book_visit': {
      const who = textOf(answer['name']) ?? textOf(args['name']);
      return `Booked ${visit}${who === null ? '' : `, for ${who}`}.`;
    }
    case 'reschedule_visit':
      return `Moved the visit: ${visit}.`;
    case 'cancel_visit':
      return `Cancelled ${visit}.`;
    case 'take_message':
      return `Left a message: ${textOf(args['message']) ?? ''}.`;
    case 'request_callback':
      return `Asked for a call-back: ${textOf(args['reason']) ?? ''}.`;
    default:
      return `Asked for a person: ${textOf(args['reason']) ?? ''}.`;
  }
}

function followUpOf({ name, arguments: args }: ToolMessage): string[] {
  if (name === 'request_callback') return [`Call back: ${textOf(args['reason']) ?? ''}`];
  if (name === 'take_message') return [`Message: ${textOf(args['message']) ?? ''}`];
  return [];
}

/** The language of the caller, by all that they said. */
function languageOf(texts: string[]): BrainLanguage {
  return detectLanguage(texts.join(' '), 'en');
}

function problemIn(done: ToolMessage[], tools: ToolMessage[], texts: string[]): string | null {
  const args = [...done, ...tools].map((message) => textOf(message.arguments['problem']));
  const named = args.find((problem) => problem !== null);
  if (named !== undefined) return named;
  const language = languageOf(texts);
  const said = texts.find((text) => {
    const caller = readCaller(text, wordsFor(language), '');
    return caller.wordCount > 2 && !caller.has('goodbye');
  });
  return said?.slice(0, 140) ?? null;
}

function sentimentOf(texts: string[]): ConversationSummary['sentiment'] {
  const plain = texts.join(' ').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const good = [...plain.matchAll(POSITIVE)].length;
  const bad = [...plain.matchAll(NEGATIVE)].length;
  if (bad > 0 && bad >= good) return 'negative';
  return good > 0 ? 'positive' : 'neutral';
}

function wasAnswered(messages: BrainMessage[]): boolean {
  const firstWord = messages.findIndex(({ role }) => role === 'user');
  return firstWord !== -1 && messages.slice(firstWord).some(({ role }) => role === 'assistant');
}

/** What the insight of a conversation says: taken from what tools did, not from what was promised. */
export function summarise(messages: BrainMessage[]): ConversationSummary {
  const tools = messages.flatMap((message) => (message.role === 'tool' ? [message] : []));
  const texts = messages.flatMap((message) => (message.role === 'user' ? [message.text] : []));
  const done = tools.filter((tool) => isOk(tool) && OUTCOMES.some(([name]) => name === tool.name));
  const found = OUTCOMES.find(([name]) => done.some((tool) => tool.name === name));
  const saidAnything = texts.some((text) => text.trim() !== '');
  const isAnswered = wasAnswered(messages) && saidAnything;
  const outcome = found?.[1] ?? (isAnswered ? 'answered' : 'abandoned');
  const problem = saidAnything ? problemIn(done, tools, texts) : null;
  const effects = done.map(sentenceOf).slice(-2);
  const about =
    problem === null ? 'The caller said nothing.' : `The caller spoke about: ${problem}.`;
  const isUnanswered = outcome === 'abandoned' && saidAnything;
  const unbooked = outcome === 'answered' && tools.some(({ name }) => name === 'find_slots');
  return {
    summary: [about, ...(effects.length > 0 ? effects : [isUnanswered ? 'Nobody answered.' : ''])]
      .filter((sentence) => sentence !== '')
      .join(' ')
      .replace(/([.!?])\./g, '$1'),
    outcome,
    sentiment: sentimentOf(texts),
    follow_ups: [
      ...done.flatMap(followUpOf),
      ...(unbooked ? [`Times were offered and none was booked: ${problem ?? ''}`] : []),
    ],
  };
}
