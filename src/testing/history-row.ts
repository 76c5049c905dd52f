import type { CallRow } from '@/data/call-history.queries.ts';

/** A call in the history; by default one that Ana answered for Maria Lopez. */
export function historyRow(changes: Partial<CallRow> = {}): CallRow {
  return {
    id: 'call-1',
    organizationId: 'org-1',
    version: 4,
    direction: 'inbound',
    status: 'ended',
    outcome: 'answered',
    outcomeReason: null,
    fromNumber: '+14165550123',
    toNumber: '+14375249932',
    client: { id: 'client-1', name: 'Maria Lopez' },
    clientCount: 1,
    line: { id: 'line-1', phoneNumber: '+14375249932', label: 'Main line' },
    agent: { id: 'member-1', name: 'Ana' },
    startedAt: '2026-11-20T15:00:00.000000Z',
    answeredAt: '2026-11-20T15:00:06.000000Z',
    endedAt: '2026-11-20T15:03:18.000000Z',
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
    serverTime: '2026-11-20T16:00:00.000000Z',
    tags: [],
    disposition: null,
    durationSeconds: 192,
    waitSeconds: 6,
    notes: null,
    summary: null,
    aiOutcome: null,
    sentiment: null,
    followUps: [],
    visit: null,
    task: null,
    ...changes,
  };
}

/** A page of them, as `call_history()` answers. */
export function historyPage(rows: CallRow[], size = 25): object {
  const last = rows.at(-1);
  const hasMore = last !== undefined && rows.length >= size;
  return {
    rows,
    next: hasMore ? { startedAt: last.startedAt, id: last.id, isPartial: false } : null,
  };
}
