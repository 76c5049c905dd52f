import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { first, isPlaced, rings } from '../testing/call-moves.ts';
import { walkCalls } from '../testing/call-walk.ts';
import { type CallPolicy, DEFAULT_POLICY } from './call-state.ts';
import { RINGS_NOBODY_ELSE, type RingPolicy } from './ring-policy.ts';

const page = readFileSync(new URL('../../../../docs/rules/calls.md', import.meta.url), 'utf8');

function line(ring: Partial<RingPolicy>): CallPolicy {
  const steps = [{ memberIds: ['ana', 'ben'], ringMs: 20_000 }];
  return {
    ...DEFAULT_POLICY,
    ring: { ...RINGS_NOBODY_ELSE, steps, reachable: ['ana', 'ben'], ...ring },
  };
}

const ai = {
  enabled: true,
  mode: 'overflow',
  overflowAfterMs: 15_000,
  language: 'en',
  isOpen: true,
  personRingTimeoutMs: 20_000,
} as const;
const mobile = { unansweredOutcome: 'forward', forwardTo: '+14165550198' } as const;
const toAi = {
  type: 'ai.requested',
  session: 1,
  reason: 'always',
  memberId: null,
  releasesAttempt: null,
  note: null,
} as const;
const closed = {
  type: 'message.began',
  text: 'Closed.',
  language: 'en',
  reason: 'closed_message',
} as const;
const toMobile = { type: 'forward.wanted', to: '+14165550198', because: 'closed' } as const;
const inbound = 'inbound' as const;

/** Lines of every kind, and calls that begin in every way. */
const starts = [
  { direction: inbound, policy: line({}), log: rings() },
  { direction: inbound, policy: line({ unansweredOutcome: 'message' }), log: rings() },
  { direction: inbound, policy: line(mobile), log: rings() },
  { direction: inbound, policy: line({ ...mobile, unansweredMessage: 'Later.' }), log: rings() },
  { direction: inbound, policy: { ...line({}), ai }, log: rings() },
  { direction: inbound, policy: { ...line({}), ai }, log: [...rings(), first(toAi)] },
  { direction: inbound, policy: line({}), log: [...rings(), first(closed)] },
  { direction: inbound, policy: line(mobile), log: [...rings(), first(toMobile)] },
  { direction: 'outbound' as const, policy: line({}), log: isPlaced() },
];

/** The arrows of the page's two diagrams: `from --> to: event, event`. */
function drawn(): Set<string> {
  const edges = new Set<string>();
  for (const [, direction = '', diagram = ''] of page.matchAll(
    /```mermaid\n%% (inbound|outbound)\n([\s\S]*?)```/g,
  )) {
    for (const [, from = '', to = '', events = ''] of diagram.matchAll(
      /^ *(\S+) --> (\S+): (.+)$/gm,
    )) {
      const begins = from === '[*]' ? 'begins' : from;
      for (const event of events.split(', '))
        edges.add(`${direction} | ${begins} | ${event} | ${to}`);
    }
  }
  return edges;
}

describe('the page that explains the states of a call', () => {
  const walked = walkCalls(starts);
  const arrows = drawn();

  it('draws every change that the code can make', () => {
    expect([...walked].filter((edge) => !arrows.has(edge)).toSorted()).toEqual([]);
  });

  it('draws no change that the code does not make', () => {
    expect([...arrows].filter((edge) => !walked.has(edge)).toSorted()).toEqual([]);
  });

  it('[I3] knows every state that a call can be in, and ended absorbs', () => {
    const edges = [...walked].map((edge) => edge.split(' | '));
    expect(edges.filter(([, from, , to]) => from === 'unknown' || to === 'unknown')).toEqual([]);
    expect(edges.filter(([, from]) => from === 'ended')).toEqual([]);
  });
});
