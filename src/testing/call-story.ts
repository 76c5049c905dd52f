import type { CallStory, StoryEvent } from '@core/contracts/call-story.ts';

/** When the call of `storyOf` began. */
export const STORY_START = '2026-11-24T13:46:02.000000Z';

/** So many seconds into that call. */
export function storyAt(seconds: number): string {
  return new Date(Date.parse(STORY_START) + seconds * 1_000).toISOString();
}

/** An event of our own, by default; one with a leg and a raw name is Telnyx's. */
export function storyEvent(
  seconds: number,
  type: string,
  fields: Record<string, unknown> = {},
  changes: Partial<StoryEvent> = {},
): StoryEvent {
  return {
    id: `${type}@${seconds}`,
    source: 'app',
    type,
    rawType: type,
    at: storyAt(seconds),
    receivedAt: storyAt(seconds + 0.1),
    ignoredReason: null,
    fields,
    ...changes,
  };
}

export const legOf = (role: string, attempt = 0) => ({
  leg: { callControlId: `v3:${role}${attempt}`, role, attempt },
});

/** A call of three minutes from Maria Lopez, who was with Ana; by default nothing else is stored of it. */
export function storyOf({
  call = {},
  ...rest
}: Partial<Omit<CallStory, 'call'>> & { call?: Partial<CallStory['call']> } = {}): CallStory {
  return {
    call: {
      id: '11111111-2222-4333-8444-555555555555',
      organizationId: '21111111-2222-4333-8444-555555555555',
      version: 4,
      direction: 'inbound',
      status: 'ended',
      outcome: 'answered',
      outcomeReason: null,
      fromNumber: '+14165550123',
      toNumber: '+14375249932',
      client: { id: '31111111-2222-4333-8444-555555555555', name: 'Maria Lopez' },
      clientCount: 1,
      line: { id: 'line-1', phoneNumber: '+14375249932', label: 'Main line' },
      agent: { id: 'ana', name: 'Ana' },
      startedAt: STORY_START,
      answeredAt: storyAt(10),
      endedAt: storyAt(180),
      deadlineAt: null,
      declinedBy: [],
      offeredTo: null,
      ringStep: 0,
      forwardedTo: null,
      isTest: false,
      handledBy: 'person',
      ai: null,
      room: null,
      aiAvailable: false,
      summaryLine: null,
      serverTime: storyAt(200),
      durationSeconds: 170,
      waitSeconds: 10,
      hangupCause: 'normal_clearing',
      callSessionId: 'session-1',
      cost: null,
      disposition: null,
      tags: [],
      notes: null,
      summary: null,
      aiOutcome: null,
      sentiment: null,
      followUps: [],
      visit: null,
      tasks: [],
      ...call,
    },
    events: [],
    next: null,
    legs: [],
    commands: [],
    people: [
      { id: 'ana', name: 'Ana' },
      { id: 'ben', name: 'Ben' },
    ],
    recording: null,
    quality: [],
    ...rest,
  };
}
