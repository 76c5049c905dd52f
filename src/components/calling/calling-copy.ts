import type { SoftphoneProblem } from '@/calling/ports.ts';
import type { OwnPhase, Readiness } from '@/calling/selectors.ts';
import type { CallWord } from '@core/call-words.ts';

/** Every text of the softphone, the popup, the lights and the lanes. */

const readiness: Record<Exclude<Readiness, 'blocked' | 'away' | 'do_not_disturb'>, string> = {
  off: 'Signed out',
  on: 'Calls ring here',
  busy: 'In a call',
  wait: 'Connecting',
  reconnecting: 'Network lost, trying again',
  asking: 'Calls are off in this browser',
};

/** Why calls cannot ring here: a title, and what to do. `short` stands beside the lamp. */
const problems: Record<
  SoftphoneProblem,
  { short: string; title: string; text: string; action: string }
> = {
  mic_denied: {
    short: 'Microphone blocked',
    title: 'The browser blocks the microphone',
    text: 'Click the sign left of the address, set Microphone to Allow, then test again. Until then calls cannot ring here.',
    action: 'Test again',
  },
  mic_missing: {
    short: 'No microphone',
    title: 'No microphone was found',
    text: 'Plug in a headset or switch the microphone on, then test again.',
    action: 'Test again',
  },
  login_failed: {
    short: 'Telephone not signed in',
    title: 'The telephone could not sign in',
    text: 'Switchboard goes on trying. If it stays so, ask whoever looks after it to run the health check.',
    action: 'Try now',
  },
  network: {
    short: 'No connection to the telephone network',
    title: 'The telephone network cannot be reached',
    text: 'Check the network of this computer. Switchboard goes on trying.',
    action: 'Try now',
  },
  signed_in_elsewhere: {
    short: 'Calls ring in another window',
    title: 'Another window took over the telephone',
    text: 'Calls ring there. You can bring them back to this one.',
    action: 'Ring here',
  },
  unsupported: {
    short: 'This browser cannot make calls',
    title: 'This browser cannot make calls',
    text: 'Open Switchboard over https in a current Chrome, Edge, Firefox or Safari.',
    action: 'Test again',
  },
};

const phases: Record<OwnPhase, (party: string) => string> = {
  setting_up: (party) => `Calling ${party}`,
  connecting: () => 'Connecting',
  taking_over: (party) => `The AI keeps talking with ${party} until you are on`,
  handing_back: (party) => `Handing ${party} to the AI`,
  ringing: (party) => `Ringing at ${party}’s end`,
  active: () => 'Connected',
  reconnecting: () => 'Reconnecting',
  ending: () => 'Ending the call',
};

/** What became of my own call, in the words of the card that stays for a moment. */
const outcomes: Partial<Record<CallWord, (party: string) => string>> = {
  in_answered: () => 'Call ended',
  in_missed: () => 'Call ended',
  in_missed_timeout: () => 'Call ended',
  in_missed_hung_up: (party) => `${party} hung up before you were connected`,
  out_answered: () => 'Call ended',
  out_busy: (party) => `Busy. ${party} is on another call`,
  out_rejected: (party) => `Rejected. ${party} turned the call down`,
  out_no_answer: (party) => `No answer. ${party} did not pick up`,
  out_cancelled: () => 'Cancelled before an answer',
  out_not_found: () => 'There is no such number',
  out_agent_unreachable: () => 'Failed. Your browser did not pick up',
  out_failed: () => 'Failed. The call could not be put through',
};

export const callingCopy = {
  readiness,
  problems,
  phases,
  outcomes,
  dock: 'Telephone',
  enableCalls: 'Enable calls',
  fix: 'Fix',
  enableCallsTitle: 'Calls need the microphone',
  enableCallsText: 'The browser will ask once. Then calls ring in this window.',
  polling: 'Live updates are down. Calls still appear, up to three seconds late.',
  dialog: {
    name: 'Call',
    newCall: 'New Call',
    dial: 'Dial',
    callFrom: 'Call from',
    phoneNumber: 'Phone number',
    placeholder: 'Any format',
    call: 'Call',
    minimise: 'Minimise',
    close: 'Close',
    open: 'Open the call',
    keypadHide: 'Hide the keypad',
    keypadShow: 'Show the keypad',
    deleteDigit: 'Delete last digit',
    sent: 'Sent',
    noLine: 'No number to call from',
    ended: 'Call ended',
  },
  keys: {
    mute: 'Mute',
    unmute: 'Unmute',
    hold: 'Hold',
    keypad: 'Keypad',
    transfer: 'Transfer',
    addPerson: 'Add person',
    notes: 'Notes',
    record: 'Record',
    more: 'More',
    endCall: 'End call',
    duration: 'Call duration',
    lengthOfCall: 'Length of the call',
  },
  muted: (party: string) => `You are muted. ${party} cannot hear you`,
  numberProblem: {
    empty: '',
    not_a_number: 'That is not a telephone number',
    too_short: 'Too short for a telephone number',
    too_long: 'Too long for a telephone number',
  },
  incoming: {
    region: 'Incoming call',
    alsoRinging: (caller: string) => `Also ringing, ${caller}`,
    unknown: 'Unknown caller',
    severalClients: (count: number) => `${count} clients share this number`,
    waiting: 'Waiting',
    accept: 'Accept',
    decline: 'Decline',
    acceptKeys: 'Ctrl ⇧ A',
    acceptNamed: (caller: string) => `Accept ${caller}`,
    endFirst: (party: string) => `End the call with ${party} first`,
    announcement: (caller: string, line: string) => `Incoming call, ${caller}, ${line}`,
    announcementFromAi: (caller: string, reason: string) =>
      `The AI asks for a person, ${caller}, ${reason}`,
    moreRing: (count: number) => `${count} more ${count === 1 ? 'rings' : 'ring'}`,
    silent: 'Silent for you.',
    stillRing: (names: readonly string[]) => {
      if (names.length === 0) return 'It still rings for the others';
      if (names.length === 1) return `${names[0]} still rings`;
      return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} still ring`;
    },
    taken: (by: string) => `${by} answered first`,
    takenDetail: (caller: string, clock: string) => `${caller}, after ${clock}`,
    takenHere: 'You answered in another window',
    gaveUp: (caller: string) => `${caller} hung up`,
    gaveUpAfter: (clock: string) => `after ${clock}`,
    lastCall: 'Last call',
    nextVisit: 'Next visit',
    openTask: 'Open task',
    unconfirmed: 'not confirmed',
    noHistory: 'No earlier call or visit',
  },
  sound: {
    title: 'You would not hear the next call',
    text: 'Your browser mutes pages until you click once.',
    enable: 'Enable ringing',
    test: 'Play a test ring',
  },
  notification: {
    /** @param reason why the AI asks for a person; null when the call rings */
    title: (caller: string, reason: string | null) =>
      reason === null ? `${caller} calls` : `${caller}: the AI asks for a person. ${reason}`,
    body: (line: string, number: string) => `${line}, ${number}`,
    titleFlash: (caller: string) => `☎ ${caller} calls`,
  },
  lanes: {
    label: 'Live calls',
    ringing: 'Ringing',
    active: 'Active',
    ai: 'With the AI',
    noneRinging: 'Nobody waits.',
    noneActive: 'No call at the moment.',
    noneAi: 'The AI handles no call.',
    withYou: 'with you',
    with: (name: string) => `with ${name}`,
    calling: (name: string) => `${name} calls`,
    youCall: 'you call',
    youTakeOver: 'you take over from the AI',
    takesOver: (name: string) => `${name} takes over from the AI`,
    connecting: 'connecting',
    loading: 'Loading live calls',
  },
  callBacks: {
    title: 'Needs a call-back',
    message: 'Message',
    urgent: 'Urgent',
    said: (words: string) => `“${words}”`,
    callBack: 'Call back',
    take: 'Take it',
    done: 'Done',
    doneNamed: (name: string) => `Done, ${name}`,
    nobody: 'nobody yet',
    you: 'you',
    none: 'Nobody waits for a call-back.',
    failed: 'The call-backs could not be loaded.',
    retry: 'Try again',
    notSaved: 'Not saved, the call-back is still open',
    finished: (name: string) => `${name} called back`,
    undo: 'Undo',
    tryAgain: 'Try again',
    missed: 'Missed call',
    /** `call_tasks.reason` is one of the outcome's reasons, or a person's own words. */
    reasons: {
      ring_timeout: 'Missed. Nobody answered',
      caller_hung_up: 'Missed. Hung up before an answer',
      agent_unreachable: 'Missed. The browser that answered lost its connection',
      network: 'Missed. The network failed',
      ai_failed: 'Missed. The AI could not answer',
      ai_unresolved: 'The AI could not settle it',
      nobody_free: 'Asked the AI for a person, nobody was free',
      nobody_reachable: 'Missed. Nobody could be reached',
      closed_message: 'Called while closed, heard the message',
      unanswered_message: 'Nobody answered, heard the message',
      forward_unanswered: 'Forwarded, the mobile did not answer',
    } as Readonly<Record<string, string>>,
    withheld: 'Number withheld',
  },
  today: {
    label: 'Today so far',
    answered: (answered: number, all: number) => `${answered} of ${all}`,
    answeredWord: 'answered',
    medianWait: 'median wait',
    bookedByAi: 'booked by the AI',
    missed: 'missed',
  },
} as const;
