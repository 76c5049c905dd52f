import type { CallStatusFilter, CallType } from '@/data/call-history.queries.ts';
import type { CallWord } from '@core/call-words.ts';

/** What a sentence of the history can name. */
export interface CallWordFacts {
  /** Who handled it on our side; null when nobody did. */
  agent: string | null;
  /** Seconds from the first ring to the answer or the end. */
  waitSeconds: number | null;
}

const after = (seconds: number | null) => (seconds === null ? '' : ` after ${seconds} s`);
const by = (agent: string | null) => agent ?? 'a colleague';

const words: Record<CallWord, (facts: CallWordFacts) => string> = {
  in_ringing: () => 'Ringing now',
  in_connecting: ({ agent }) => `Connecting to ${by(agent)}`,
  in_active: ({ agent }) => `In a call with ${by(agent)}`,
  in_answered: () => 'Answered',
  in_missed_timeout: ({ waitSeconds }) =>
    waitSeconds === null
      ? 'Missed. Nobody answered'
      : `Missed. Nobody answered within ${waitSeconds} s`,
  in_missed_hung_up: ({ waitSeconds }) => `Missed. Hung up${after(waitSeconds)}`,
  in_missed: () => 'Missed',
  in_missed_unreachable: () => 'Missed. Nobody could be reached',
  in_closed_message: () => 'Closed. Heard the message',
  in_unanswered_message: () => 'Missed. Heard the message',
  in_forward_unanswered: () => 'Missed. The mobile did not answer',
  out_connecting: () => 'Connecting',
  out_ringing: () => 'Ringing there',
  out_active: ({ agent }) => `In a call with ${by(agent)}`,
  out_answered: () => 'Called. Answered',
  out_busy: () => 'Called. Busy',
  out_rejected: () => 'Called. Rejected',
  out_no_answer: ({ waitSeconds }) =>
    waitSeconds === null ? 'Called. No answer' : `Called. No answer, rang ${waitSeconds} s`,
  out_cancelled: () => 'Called. Cancelled before an answer',
  out_not_found: () => 'Called. There is no such number',
  out_agent_unreachable: ({ agent }) =>
    `Failed. ${agent ? `${agent}’s browser` : 'Our browser'} did not pick up`,
  out_failed: () => 'Failed. The call could not be put through',
};

const types: Record<CallType, string> = {
  all: 'All types',
  inbound: 'Inbound',
  outbound: 'Outbound',
  missed: 'Missed',
};

const statuses: Record<CallStatusFilter, string> = {
  any: 'Any status',
  answered: 'Answered',
  missed: 'Missed',
  no_answer: 'No answer',
  busy: 'Busy',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
  failed: 'Failed',
  in_progress: 'In progress',
};

/** The texts of the call history. */
export const callHistoryCopy = {
  title: 'Call history',
  words,
  type: { label: 'Type', clear: 'Show all types', options: types },
  status: { label: 'Status', clear: 'Show any status', options: statuses },
  search: { label: 'Search calls', placeholder: 'Name, number, notes', clear: 'Clear the search' },
  columns: {
    outcome: 'Outcome',
    client: 'Client',
    line: 'Line',
    handledBy: 'Handled by',
    when: 'When',
    wait: 'Wait',
    talk: 'Talk',
    followUp: 'Follow-up',
  },
  unknownCaller: 'Number withheld',
  nobody: 'Nobody',
  callBack: 'Call back',
  cannotCallBack: 'The number was withheld',
  openClient: 'Open client',
  live: 'Live',
  followUp: {
    done: 'Called back',
    late: 'Call back, late',
    due: (due: string) => `Call back ${due}`,
    dueBy: (name: string, due: string) => `${name} ${due}`,
  },
  showMore: 'Show more',
  loadingMore: 'Loading more',
  shown: (count: number) => (count === 1 ? '1 call' : `${count} calls`),
  shownSoFar: (count: number) => `${count} newest calls`,
  loading: 'Loading calls',
  slow: 'The history is slow to load. The network may be weak.',
  stale: 'Not up to date: the last change could not be loaded.',
  failed: 'The history could not be loaded.',
  retry: 'Try again',
  clearFilters: 'Show all calls',
  empty: {
    all: (number: string | null) =>
      number
        ? `No calls yet. Call ${number} from your mobile to see the first one arrive.`
        : 'No calls yet. The first one appears here by itself.',
    client: 'No calls with this client yet.',
    search: (text: string) => `No call has “${text}” in its name, number or notes.`,
    searchAndFilters: (text: string) =>
      `No call that matches the filters has “${text}” in its name, number or notes.`,
    filters: 'No call matches these filters.',
  },
} as const;
