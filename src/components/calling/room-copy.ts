import { liveCopy } from '@/lib/live-copy.ts';
import type { PartyCard } from '@core/contracts/room-card.ts';
import { roomCopyFr } from './room-copy-fr.ts';

type EndReason = NonNullable<PartyCard['endReason']>;

/** Why somebody who was asked is not there. */
const gone: Record<EndReason, (who: string) => string> = {
  left: (who) => `${who} left the call`,
  removed: (who) => `${who} was let go`,
  declined: (who) => `${who} declined`,
  no_answer: (who) => `${who} did not answer`,
  busy: (who) => `${who} is on another call`,
  unreachable: (who) => `${who} could not be reached`,
  refused: (who) => `${who} could not be called`,
};

const roomCopyEn = {
  keys: {
    resume: 'Resume',
    recordLater: 'Recording is not set up',
  },
  hold: {
    /** Before the running clock. */
    onHold: 'On hold',
    duration: 'Time on hold',
    hearsMusic: (party: string) => `${party} hears music`,
    reconnecting: (party: string) => `Reconnecting. ${party} hears music`,
    /** After two minutes. */
    stillWaits: (party: string) => `${party} still waits`,
    swap: 'Swap',
    swapNamed: (party: string) => `Swap, ${party}`,
    merge: 'Merge',
    mergeNamed: (party: string) => `Merge, ${party}`,
    endNamed: (party: string) => `End the call with ${party}`,
    calls: 'Calls on hold',
  },
  more: {
    park: 'Park the call',
    leave: 'Leave the call to the others',
  },
  panel: {
    transferTo: 'Transfer to',
    add: 'Add a person',
    search: 'Person, client or number',
    people: 'People to choose from',
    close: 'Close',
    talkFirst: 'Talk first',
    sendNow: 'Send now',
    addNow: 'Ask them in',
    none: 'Nobody of that name. Type a number to call it.',
    talkFirstHint: (party: string, who: string) =>
      `Talk first: ${party} waits with music while you speak with ${who}.`,
    addHint: (who: string) => `${who} is rung and joins when they answer.`,
    chooseHint: 'Choose somebody, or type a number.',
    number: 'Call this number',
  },
  parties: {
    label: 'In this call',
    rings: 'rings',
    connecting: 'connecting',
    joined: 'in the call',
    held: 'hears music',
    remove: (who: string) => `Remove ${who} from the call`,
    gone,
    holder: 'has the call',
  },
  consult: {
    asking: (who: string, party: string) => `Ringing ${who}. ${party} hears music`,
    talking: (who: string, party: string) => `You and ${who} hear each other. ${party} hears music`,
    complete: 'Complete transfer',
    joinAll: 'Join all',
    back: (party: string) => `Back to ${party}`,
  },
  asked: {
    /** Above the caller's name. */
    consult: (by: string) => `${by} asks you about a caller`,
    guest: (by: string) => `${by} asks you into a call`,
    transfer: (by: string) => `${by} sends you a caller`,
    consultHint: (by: string, party: string) => `You talk with ${by} first. ${party} hears music.`,
    guestHint: (by: string, party: string) => `You join ${by} and ${party}.`,
    with: (by: string, party: string) => `You talk with ${by}. ${party} hears music`,
    together: (by: string, party: string) => `With ${by} and ${party}`,
    announcement: (by: string, caller: string) => `${by} asks for you, about ${caller}`,
  },
  handoff: {
    transfer: (by: string, party: string) => `${by} sends you ${party}`,
    returned: (to: string, party: string) => `${to} did not take ${party}’s call`,
    parked: (party: string) => `Nobody picked up ${party}, who was parked`,
    lost: (by: string, party: string) => `The connection of ${by} broke. ${party} waits with music`,
    somebody: 'A colleague',
    target: 'The other person',
  },
  together: (names: string) => `All hear each other: ${names}`,
  supervision: {
    listen: 'Listen',
    whisper: 'Whisper',
    join: 'Join',
    listenNamed: (agent: string) => `Listen to ${agent}’s call`,
    whisperNamed: (agent: string) => `Whisper to ${agent}`,
    joinNamed: (agent: string) => `Join ${agent}’s call`,
    mode: 'How you take part',
    stop: 'Stop',
    monitor: (agent: string) => `You listen to ${agent}. Nobody hears you`,
    whispering: (agent: string) => `Only ${agent} hears you`,
    barge: (agent: string, party: string) => `${agent} and ${party} hear you`,
    connecting: 'Connecting',
    /** What the agent sees. */
    listens: (who: string) => `${who} listens`,
    whispers: (who: string) => `${who} listens and speaks to you`,
    barges: (who: string) => `${who} is in the call`,
  },
  wrapUp: {
    outcome: 'Outcome',
    outcomes: {
      booked: 'Booked',
      quote: 'Quote',
      call_back: 'Call back',
      question: 'Question',
      not_for_us: 'Not for us',
    },
    note: 'Note',
    notePlaceholder: 'What the next person must know',
    aiDraft: 'AI draft',
    tags: 'Tags',
    addTag: 'Add a tag',
    removeTag: (tag: string) => `Remove the tag ${tag}`,
    saved: 'Saved',
    saving: 'Saving',
    notSaved: 'Not saved, it is kept here',
    retry: 'Try again',
    done: 'Done',
    discard: 'Discard',
    closesIn: 'Closes by itself in',
  },
  ended: {
    withColleague: (party: string, who: string) => `${party} is with ${who} now`,
    parked: (party: string, slot: number) => `${party} is parked in place ${slot}, with music`,
    sent: (party: string, to: string) => `${party} was sent to ${to}`,
  },
};
export type RoomCopy = typeof roomCopyEn;

/** The texts of a call in which more goes on than two people talking. */
export const roomCopy = liveCopy({ en: roomCopyEn, fr: roomCopyFr });
