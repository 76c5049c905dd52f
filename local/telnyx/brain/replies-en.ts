import type { Replies } from './replies-shape.ts';

const list = (labels: string[], joint = 'or'): string =>
  labels.length < 2
    ? labels.join('')
    : `${labels.slice(0, -1).join('; ')}; ${joint} ${labels.at(-1)}`;
/** "on Monday", but "tomorrow, Monday". */
const on = (label: string): string =>
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day/i.test(label) ? `on ${label}` : label;

export const enReplies: Replies = {
  generatedGreeting: (business, assistant) =>
    `Hello, this is ${assistant === '' ? 'the virtual assistant' : assistant}${business === '' ? '' : ` of ${business}`}. I am an AI. How can I help?`,
  cannotHelp: "I am sorry, I can't help with that.",
  hello: 'Hello.',
  howCanIHelp: 'How can I help?',
  anythingElse: 'Is there anything else I can do for you?',
  goOn: 'Of course. What is it?',
  welcome: 'You are welcome.',
  goodbye: 'Thank you for calling. Goodbye.',
  apology: 'I am sorry, that did not work just now.',
  sorryNotUnderstood: 'I am sorry, I did not quite get that.',
  dontKnow: "I am sorry, I don't know that.",
  youSaid: (fact) => `You told me: ${fact}`,
  iAmAnAi: (assistant) =>
    `I am an AI, ${assistant === '' ? 'the virtual assistant' : assistant}. I can fetch a person if you like.`,
  today: (today) => `Today is ${today}.`,
  hours: (hours) => `Our hours are: ${hours}.`,
  hoursUnknown: "I am sorry, I don't have our opening hours here.",
  askProblem: 'What is the problem?',
  askWhen: 'When would suit you?',
  askOtherDay: 'Which other day would suit you?',
  askNewTime: (service, label) =>
    `I see your ${service}, ${on(label)}. Which day would you like instead?`,
  offer: (labels) =>
    labels.length === 1
      ? `I have ${labels[0]}. Does that suit you?`
      : `I have ${list(labels)}. Which one would you like?`,
  whichSlot: (labels) => `Which one would you like: ${list(labels)}?`,
  notOffered: "I don't have that time.",
  nothingFree: 'I am sorry, nothing is free then.',
  slotTaken: 'I am sorry, that time has just been taken.',
  lookAgain: 'I am sorry, let me look again.',
  askName: 'May I have your name, please?',
  nameNeeded: 'I need a name for the visit.',
  confirmBooking: (what, label, name) =>
    `${what}, ${on(label)}${name === null ? '' : `, for ${name}`}, is that right?`,
  confirmMove: (what, label) => `I move your ${what} to ${label}, is that right?`,
  confirmCancel: (what, label) => `I cancel your ${what}, ${on(label)}, is that right?`,
  askChange: 'What should I change, the day or the time?',
  booked: (what, label, technician) =>
    `You are booked: ${what}, ${on(label)}${technician === null ? '' : `, with ${technician}`}.`,
  moved: (what, label) => `Done. Your ${what} is now ${on(label)}.`,
  cancelled: (what, label) => `Your ${what}, ${on(label)}, is cancelled.`,
  dropped: 'All right, I have booked nothing.',
  kept: 'All right, everything stays as it is.',
  noVisitsVisible: "I am sorry, I can't see any bookings for this number.",
  noVisits: 'I see no coming visit for you.',
  unknownVisit: 'I am sorry, I cannot find that visit.',
  visits: (visits) => `I see ${list(visits, 'and')}.`,
  whichVisit: 'Which one do you mean?',
  visit: (service, label) => `your ${service}, ${on(label)}`,
  cannotBook: "I am sorry, I can't book visits.",
  cannotChange: "I am sorry, I can't change visits.",
  declined: "I am sorry, that is work we don't do.",
  notAllowed: 'I am sorry, I am not allowed to do that.',
  askPriceFor: 'For which service would you like the price?',
  price: (service, price) => `${service}: ${price}.`,
  notOnList: 'I am sorry, that is not on our price list.',
  noPrices: "I am sorry, I can't give prices.",
  offerBoth: 'I can take a message, or have someone call you back. Which would you like?',
  offerMessage: 'Shall I take a message?',
  offerCallBack: 'Shall I have someone call you back?',
  offerPerson: 'Shall I fetch a person?',
  offerNothing: 'Please call again during our opening hours.',
  askMessage: 'What may I pass on?',
  askCallBackReason: 'What is it about?',
  messageTaken: 'I have passed your message on.',
  callBackNoted: (minutes) =>
    minutes === null
      ? 'Someone will call you back.'
      : `Someone will call you back within ${minutes} minutes.`,
  someoneWillCall: 'I am sorry, that did not work either. A person will call you back.',
  safety:
    'Please keep yourself safe first. If there is danger, go outside and call the emergency services.',
  safetyGas:
    'Please leave the building now, do not touch any switches, and call the emergency services from outside.',
  ringing: 'I am ringing someone for you now. Please stay on the line.',
  ringingAlready: 'I am ringing someone already. Please stay on the line.',
  stillRinging: [
    'I am still trying to reach someone.',
    'Thank you for waiting. I am still trying to reach someone.',
  ],
  cannotFetch: "I am sorry, I can't put you through to a person.",
  nobodyFree: 'I am sorry, nobody is free right now.',
  back: (openPoint) =>
    openPoint === null ? 'I am back. How can I help?' : `I am back. ${openPoint}`,
  idle: ['Are you still there?', "I can't hear you. Are you still on the line?"],
  idleGoodbye: 'I still hear nothing, so I will hang up now. Please call again. Goodbye.',
  toolSaid: (answer) => `The tool answered: ${answer}`,
};
