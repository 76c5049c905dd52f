import type { When } from './dates.ts';
import type { Directives } from './directives.ts';
import type { EscalationRule } from './escalations.ts';
import type { Replies } from './replies-shape.ts';
import { repliesFor } from './replies.ts';
import type { Slot } from './slot-choice.ts';
import type { BrainAction, BrainLanguage, BrainMessage, BrainTurn } from './turn.ts';
import type { Words } from './words-shape.ts';
import { wordsFor } from './words.ts';

/** The question that is open: what the caller's next words are an answer to. */
export type Pending =
  | 'problem'
  | 'when'
  | 'slot'
  | 'name'
  | 'confirm'
  | 'change'
  | 'visit'
  | 'message'
  | 'call_back_reason'
  | 'price_service'
  | 'offer_help'
  | 'anything_else';

/** A visit of the caller's, as look_up_client answers it. */
export interface Visit extends Slot {
  service: string;
}

/** What is being arranged. */
export interface Goal {
  kind: 'book' | 'reschedule' | 'cancel';
  problem: string | null;
  when: When;
  /** The caller was asked when: a search without dates is then what they want. */
  wasAskedWhen: boolean;
  visit: Visit | null;
  /** Those that were offered, in the order of speech. */
  slots: Slot[];
  slot: Slot | null;
  /** The service's name as find_slots answered it. */
  service: string | null;
}

export interface Client {
  canSeeVisits: boolean;
  firstName: string | null;
  visits: Visit[];
}

/** A tool that was asked for and has not answered. */
export interface OpenCall {
  name: string;
  arguments: Record<string, unknown>;
}

/** All that is known at a point of the conversation; made anew from the messages at every ask. */
export interface DialogueState {
  language: BrainLanguage;
  pending: Pending | null;
  goal: Goal | null;
  lookUp: 'not_yet' | 'done' | 'failed';
  client: Client;
  name: string | null;
  address: string | null;
  /** What the caller said while something had to be done first. */
  deferred: string | null;
  call: OpenCall | null;
  /** Reads that were already tried twice, and writes that failed. */
  broken: Set<string>;
  retried: Set<string>;
  /** What a message or a call-back would be about. */
  topic: string | null;
  /** People are rung. */
  rings: { isUrgent: boolean } | null;
  wasUrgent: boolean;
  misses: number;
  lastReply: string | null;
}

/** What is done about one event: something is said, then one thing is done. */
export interface Plan {
  say: string | null;
  next: BrainAction;
}

/** The state with all that is needed to go on from it. */
export interface Context {
  turn: BrainTurn;
  state: DialogueState;
  directives: Directives;
  escalations: EscalationRule[];
  /** The messages before the one that is answered. */
  earlier: readonly BrainMessage[];
  words: Words;
  replies: Replies;
}

export function newState(language: BrainLanguage): DialogueState {
  return {
    language,
    pending: null,
    goal: null,
    lookUp: 'not_yet',
    client: { canSeeVisits: false, firstName: null, visits: [] },
    name: null,
    address: null,
    deferred: null,
    call: null,
    broken: new Set(),
    retried: new Set(),
    topic: null,
    rings: null,
    wasUrgent: false,
    misses: 0,
    lastReply: null,
  };
}

/** From here on in another language. */
export function speakIn(context: Context, language: BrainLanguage): void {
  context.state.language = language;
  context.words = wordsFor(language);
  context.replies = repliesFor(language);
}

const anyWhen = (): When => ({
  from: null,
  to: null,
  part: null,
  atMinutes: null,
  afterMinutes: null,
  isAnyTime: false,
});

export function newGoal(kind: Goal['kind']): Goal {
  return {
    kind,
    problem: null,
    when: anyWhen(),
    wasAskedWhen: false,
    visit: null,
    slots: [],
    slot: null,
    service: null,
  };
}

type Text = string | null;

/** Says something; the open question stays as it is. */
export function speak(...texts: Text[]): Plan {
  const said = texts.filter((text) => text !== null && text !== '');
  // A label may end in "a.m.", and a sentence in a dot.
  const whole = said.join(' ').replace(/\.\.(?=\s|$)/g, '.');
  return { say: whole === '' ? null : whole, next: { kind: 'wait' } };
}

/** Says something that ends in a question. */
export function ask({ state }: Context, pending: Pending | null, ...texts: Text[]): Plan {
  state.pending = pending;
  return speak(...texts);
}
