/** The things that a caller's sentence may be recognised as. */
export type Intent =
  | 'yes'
  | 'no'
  | 'thanks'
  | 'goodbye'
  | 'greeting'
  | 'emergency'
  | 'person'
  | 'robot'
  | 'callBack'
  | 'message'
  | 'book'
  | 'problem'
  | 'reschedule'
  | 'cancel'
  | 'myVisit'
  | 'forget'
  | 'price'
  | 'hours'
  | 'today'
  | 'repeat'
  | 'question'
  | 'anyOfThem'
  | 'noneOfThem'
  | 'laterOnes'
  | 'earlierOnes'
  | 'refusesName';

/** How the days of a language are said; all patterns match plain spelling. */
export interface DateWords {
  /** Sounds like a time and is none: "good afternoon". */
  noTimes: RegExp;
  /** Days from today. */
  relative: [matcher: RegExp, days: number][];
  /** Monday first. */
  weekdays: RegExp[];
  /** January first. */
  months: RegExp[];
  /** "next" before or after a weekday, as `before` or `after` the name. */
  nextBefore: RegExp | null;
  nextAfter: RegExp | null;
  thisWeek: RegExp;
  nextWeek: RegExp;
  weekend: RegExp;
  anyTime: RegExp;
  /** "in 3 days"; the first group is the number. */
  inDays: RegExp;
  /** "in 2 weeks"; the first group is the number. */
  inWeeks: RegExp;
  /** A day of the month; groups `day`, and `month` (a name) where there is one. */
  monthDays: RegExp[];
  morning: RegExp;
  afternoon: RegExp;
  evening: RegExp;
  /** "not before", "after": what follows is the earliest time. */
  after: RegExp;
  before: RegExp;
  /** Clock times; groups `hour`, and `minute`, `half`. */
  clock: RegExp[];
  /** A bare hour, understood only as the choice of an offered time. */
  bareHour: RegExp;
  noon: RegExp;
  /** Number words, 0 to 31 where the language has one word for them. */
  numbers: Record<string, number>;
  pm: RegExp;
  am: RegExp;
  /** "to", "until": parts the day that is left from the day that is wanted. */
  towards: RegExp;
}

/** What is recognised in one language. */
export interface Words {
  /** Words that tell the language; common ones, few of which another of the languages has. */
  stopWords: string[];
  /** Words without content, for comparing a question with what is known. */
  emptyWords: string[];
  /** Endings cut from a word before it is compared, longest first. */
  endings: string[];
  intents: Record<Intent, RegExp>;
  /** Said around the point: greetings, hesitation, politeness. Cut from problems and names. */
  fillers: RegExp;
  /** "I would like to book a visit for": cut from problems. */
  bookingFrame: RegExp;
  /** "my name is": what follows is a name. */
  nameSurely: RegExp;
  /** "this is", "it's": a name if capital letters follow. */
  namePerhaps: RegExp;
  /** "my address is": what follows, to the end of the sentence, is where to come to. */
  addressFrame: RegExp;
  /** Small words that end a name. */
  nameEnds: RegExp;
  /** Cut from what a price is asked for. */
  priceFrame: RegExp;
  /** Ordinals: the place in the offered list, from 0; -1: the last. */
  ordinals: [matcher: RegExp, place: number][];
  dates: DateWords;
  /** Sentences of the instructions that take an ability away; each must be the whole sentence. */
  directives: Record<
    'book' | 'price' | 'person' | 'cancel' | 'reschedule' | 'message' | 'tools',
    RegExp
  >;
  /** What may follow a directive: "under any circumstances". */
  directiveTails: RegExp;
  /** Begins a sentence that holds only under a condition. */
  conditions: RegExp;
  /** "we do not work on": the rest of the sentence is declined. */
  declines: RegExp;
  /** "message" and "call" as answers to what was offered. */
  offerMessage: RegExp;
  offerCall: RegExp;
  /** Cut from both ends of a problem. */
  problemEnds: RegExp;
  /** Parts a list of declined things. */
  listJoint: RegExp;
}
