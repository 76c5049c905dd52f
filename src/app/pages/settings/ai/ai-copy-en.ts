import type { AiLanguage, AiMode, AiVoice } from '@core/contracts/ai-profile.ts';

const languagesInEnglish: Record<AiLanguage, string> = {
  en: 'English',
  fr: 'French',
  es: 'Spanish',
};

const voices: Record<AiVoice, string> = {
  robin: 'Robin, warm and even',
  claire: 'Claire, bright and clear',
  marcus: 'Marcus, low and calm',
};

const modes: Record<AiMode, string> = {
  always: 'Always',
  after_hours: 'Outside opening hours',
  overflow: 'After some seconds of ringing',
  overflow_or_after_hours: 'After some seconds of ringing, and outside opening hours',
};

const variables: Readonly<Record<string, string>> = {
  business_name: 'Business name',
  day_greeting: 'Good morning',
  assistant_name: 'Name it gives',
  caller_first_name: 'Caller’s first name',
};

/** What a person must repair before it can be published, where the server's words would be too dry. */
const problems: {
  noSituation: string;
  noWords: string;
  badWord: string;
  fields: Readonly<Record<string, string>>;
} = {
  noSituation: 'Say which situation this is.',
  noWords: 'Add at least one word that callers say.',
  badWord: 'Each word has 2 to 60 letters.',
  fields: {
    assistantName: 'Give it a name that it can say.',
    bookingHorizonDays: 'From 1 to 60 days.',
    personRingTimeoutMs: 'From 5 to 60 seconds.',
    callBackWithinMinutes: 'From 5 minutes to 24 hours (1440).',
    maxCallSeconds: 'From 1 to 30 minutes.',
  },
};

/** The texts of Settings, AI dispatcher, in English. */
export const aiCopyEn = {
  problems,
  title: 'AI dispatcher',
  text: 'Answers when nobody can, and hands over to a person.',
  onFor: (on: number, all: number) =>
    all === 1 ? (on === 1 ? 'On' : 'Off') : `On for ${on} of ${all} numbers`,
  tryIt: 'Try it',
  loading: 'Loading the AI dispatcher',
  failed: 'The AI dispatcher could not be loaded.',
  retry: 'Try again',
  onlyAdmins: 'Owners and admins can change this. You can look.',
  lines: {
    list: 'Numbers',
    switch: 'AI Dispatcher',
    when: 'When',
    whenOf: (line: string) => `When it answers on ${line}`,
    hideWhen: 'Done',
    off: 'Off: rings the team',
    always: 'Always',
    afterHours: 'Outside opening hours',
    overflow: (seconds: number) => `After ${seconds} s of ringing`,
    overflowOrAfterHours: (seconds: number) =>
      `After ${seconds} s of ringing, and outside opening hours`,
    answersIn: (language: AiLanguage) => `answers in ${languagesInEnglish[language]}`,
    mode: 'When',
    seconds: 'Seconds of ringing',
    secondsRange: 'From 3 to 120.',
    language: 'Language',
    onlyAdmins: 'Owners and admins can switch it.',
    notSaved: (why: string) => `Not changed, it stays as it was. ${why}`,
    modes,
  },
  sync: {
    syncing: 'Being sent to Telnyx.',
    failed: (error: string) => `Telnyx does not have the last change. ${error}`,
    kept: 'What answered before goes on answering.',
    synced: (clock: string) => `At Telnyx since ${clock}.`,
    version: (version: number) => `Version ${version} answers callers.`,
    never: 'Not published yet. The first switch above that goes on publishes it.',
  },
  profile: {
    title: 'Profile',
    name: 'Name it gives',
    voice: 'Voice',
    voices,
    languages: 'Languages',
    add: (name: string) => `Add ${name}`,
    remove: (name: string) => `Take ${name} away`,
    languagesHint: (first: AiLanguage, count: number) =>
      count === 1
        ? `It answers in ${languagesInEnglish[first]} only.`
        : `It answers in ${languagesInEnglish[first]} and follows the caller’s language.`,
    greeting: 'Greeting',
    greetingIn: (name: string) => `Greeting in ${name}`,
    greetingLanguage: 'Language of the greeting',
    hears: 'Callers hear:',
    insert: (name: string) => `Insert ${name}`,
    variables,
    saysAi: (seconds: number) => `Says that it is an AI. About ${seconds} s long.`,
    long: 'Callers hang up on greetings over 12 s.',
    instructions: 'How it behaves',
    instructionsHint: 'In your words: tone, what to ask, what never to say.',
    room: 'Quiet room',
    roomText: 'A soft room under the voice, so that a pause does not sound like a dead line',
  },
  exampleGreeting: { en: 'good morning', fr: 'bonjour', es: 'buenos días' } satisfies Record<
    AiLanguage,
    string
  >,
  exampleCaller: 'Maria',
  knowledge: {
    title: 'What it knows',
    text: 'Services, prices and hours come from your settings. Write here only what they do not say.',
    notes: 'House notes',
    left: (count: number) => `${count} characters left`,
    services: (count: number) => (count === 1 ? '1 service' : `${count} services`),
    edit: 'Edit these',
  },
  may: {
    title: 'What it may do',
    book: 'Book visits',
    bookText: (days: number) => `Only slots that the calendar offers, up to ${days} days ahead`,
    horizon: 'Days ahead',
    change: 'Move or cancel visits',
    changeText: 'For the number that booked them',
    quote: 'Say prices',
    quoteText: 'From the price list, never an estimate',
  },
  humans: {
    title: 'When humans step in',
    urgent: 'Urgent',
    off: 'Off',
    ringsAll: 'Rings everyone at once, AI stays on the line',
    rings: (seconds: number, minutes: number) =>
      `Rings the team. Nobody free in ${seconds} s: call-back task within ${minutes} min`,
    add: 'Add a rule',
    edit: 'Edit',
    editOf: (situation: string) => `Edit ${situation}`,
    close: 'Done',
    situation: 'Situation',
    words: 'Words that callers say',
    wordsHint: 'One per line, in every language that you serve.',
    isUrgent: 'Urgent',
    isOn: 'On',
    remove: 'Remove this rule',
    newRule: 'New situation',
    ringSeconds: 'How long people ring, seconds',
    callBackMinutes: 'Call back within, minutes',
  },
  limits: {
    title: 'Limits',
    longest: 'Longest call, minutes',
    longestHint: 'Then it offers a call-back and says goodbye.',
  },
  bar: {
    changes: (count: number) =>
      count === 1
        ? '1 change not yet answering callers'
        : `${count} changes not yet answering callers`,
    first: 'Not yet answering callers',
    repair: (count: number) => (count === 1 ? '1 thing to repair' : `${count} things to repair`),
    discard: 'Discard',
    publish: 'Save and publish',
    publishing: 'Testing and publishing',
    published: (version: number) => `Version ${version} answers callers now.`,
    failed: (why: string) => `Not published, your changes are kept here. ${why}`,
    discardFailed: (why: string) => `Not discarded. ${why}`,
  },
  blocked: {
    title: 'Not published: a test failed',
    text: 'Callers still hear the version before. Your changes are saved as a draft.',
    before: 'Before',
    after: 'With your changes',
    passed: 'Passed',
    failed: 'Failed',
    unknown: 'Not known',
    caller: 'Caller',
    ai: 'AI',
    keep: 'Back to the profile',
    anyway: 'Publish anyway',
    publishing: 'Publishing',
    onlyOwner: 'The owner can publish it all the same.',
  },
  versions: {
    title: 'Versions',
    none: 'Nothing was published yet.',
    name: (version: number) => `Version ${version}`,
    by: (at: string, name: string | null) => (name ? `${at}, by ${name}` : at),
    live: 'Answers callers',
    rollBack: 'Roll back',
    rollBackTo: (version: number) => `Roll back to version ${version}`,
    confirmTitle: (version: number) => `Roll back to version ${version}?`,
    confirmText: 'It answers callers at once. What you have not published is dropped.',
    confirm: 'Roll back',
    cancel: 'Cancel',
    done: (version: number, now: number) =>
      `Version ${version} answers callers again, as version ${now}.`,
    failed: (why: string) => `Not rolled back. ${why}`,
  },
} as const;
