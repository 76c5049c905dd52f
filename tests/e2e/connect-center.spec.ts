import type { Page, WebSocketRoute } from '@playwright/test';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { lookAt } from './support/looks.ts';

const ANA_HZ = 700;
const BEN = { id: 'bbbbbbbb-0000-4000-8000-000000000001', name: 'Ben' };
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();

/** A card as the server sends it. */
function cardOf(more: Record<string, unknown>): Record<string, unknown> {
  return {
    id: 'ee100000-0000-4000-8000-000000000001',
    organizationId: 'a0000000-0000-4000-8000-000000000001',
    version: 1,
    direction: 'inbound',
    status: 'active',
    outcome: null,
    outcomeReason: null,
    fromNumber: '+14165550177',
    toNumber: '+14375249932',
    client: { id: 'ee100000-0000-4000-8000-0000000000c1', name: 'Priya Nair' },
    clientCount: 1,
    line: { id: 'line', phoneNumber: '+14375249932', label: 'Main line' },
    agent: BEN,
    startedAt: ago(90),
    answeredAt: ago(80),
    endedAt: null,
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
    serverTime: ago(0),
    ...more,
  };
}
const room = (more: object) => ({ hold: null, parked: null, handoff: null, parties: [], ...more });
const party = {
  number: 1,
  kind: 'member',
  role: 'supervisor',
  member: { id: BEN.id.replace('0001', '0002'), name: 'Nora Roy' },
  phoneNumber: null,
  clientName: null,
  clientId: null,
  status: 'joined',
  mode: 'monitor',
  invitedBy: null,
  askedAt: ago(40),
  joinedAt: ago(38),
  heldSince: null,
  endReason: null,
};

/** One call of each lane, as the server would tell of them; nothing runs behind them. */
const BOARD = [
  cardOf({
    id: 'ee100000-0000-4000-8000-000000000001',
    room: room({ hold: { since: ago(42), by: BEN }, parties: [party] }),
  }),
  cardOf({
    id: 'ee100000-0000-4000-8000-000000000002',
    client: { id: 'ee100000-0000-4000-8000-0000000000c2', name: 'Tom Bélanger' },
    agent: null,
    room: room({ parked: { since: ago(30), by: BEN, slot: 2, returnsAt: ago(-60) } }),
  }),
  cardOf({
    id: 'ee100000-0000-4000-8000-000000000003',
    client: { id: 'ee100000-0000-4000-8000-0000000000c3', name: 'John Chen' },
    status: 'ringing',
    agent: null,
    answeredAt: null,
    offeredTo: [],
    room: room({ handoff: { kind: 'returned', by: BEN, to: 'Nora', since: ago(7) } }),
  }),
  cardOf({
    id: 'ee100000-0000-4000-8000-000000000004',
    client: { id: 'ee100000-0000-4000-8000-0000000000c4', name: 'Grace Okafor' },
    agent: null,
    handledBy: 'ai',
    summaryLine: 'Wants a dishwasher connected',
    ai: { status: 'talking', since: ago(96), language: 'en', reason: 'overflow', wants: null },
  }),
];

/** Instead of the server's live calls these. */
async function showLiveCalls(page: Page, cards: () => object[]): Promise<void> {
  await page.route('**/rest/v1/rpc/live_calls', (route) => route.fulfill({ json: cards() }));
}

const lane = ({ page }: Agent, name: RegExp) => page.getByRole('region', { name });

test('the live board: ringing, on hold, parked, with the AI; the palette and the shortcuts over it', async ({
  openAgent,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  const { page } = ana;
  await showLiveCalls(page, () => BOARD);
  await ana.signIn('ana@maple.test', { untilReady: false });
  await expect(lane(ana, /^Active/).getByText('On hold by Ben')).toBeVisible();
  await expect(lane(ana, /^Active/).getByText('Nora listens')).toBeVisible();
  await expect(lane(ana, /^Parked/).getByText('slot 2, parked by Ben')).toBeVisible();
  const returned = 'Nora did not take it, back to Ben';
  await expect(lane(ana, /^Ringing/).getByText(returned)).toBeVisible();
  await expect(lane(ana, /^With the AI/).getByText('Wants a dishwasher connected')).toBeVisible();
  await lookAt(page, 'board');
  const opened = (keys: string) => async () => {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog')).toBeVisible();
  };
  await lookAt(page, 'palette', { reopen: opened('Control+k') });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await lookAt(page, 'shortcuts', { reopen: opened('?') });
});

test('[I12] a call-back is everybody’s, Ana takes it, Ben sees it at once, and it is done', async ({
  openAgent,
  service,
}) => {
  const [ana, ben] = await Promise.all([openAgent({ toneHz: ANA_HZ }), openAgent({ toneHz: 500 })]);
  await Promise.all([ana.signIn('ana@maple.test'), ben.signIn('ben@maple.test')]);
  const { data: member } = await service
    .from('members')
    .select('id, organization_id')
    .eq('email', 'ana@maple.test')
    .single()
    .throwOnError();
  const { data: task } = await service
    .from('call_tasks')
    .insert({
      organization_id: member.organization_id as string,
      caller_name: 'Zoe Storm',
      phone_number: '+14165550166',
      reason: 'not_picked_up',
      urgent: true,
      due_at: new Date(Date.now() - 120_000).toISOString(),
    })
    .select('id')
    .single()
    .throwOnError();
  const rows = (agent: Agent) =>
    agent.page.getByRole('listitem').filter({ hasText: 'Zoe Storm, 416 555-0166' });
  await Promise.all([ana.page.reload(), ben.page.reload()]);
  await expect(rows(ana).getByText('Sent on or parked, nobody picked the call up')).toBeVisible();
  await expect(rows(ben).getByText('everybody’s')).toBeVisible();
  await rows(ana).getByRole('button', { name: 'Take it, Zoe Storm' }).click();
  await expect(rows(ana).getByText('you', { exact: true })).toBeVisible();
  await expect(rows(ben).getByText('Ana', { exact: true })).toBeVisible();
  await rows(ana).getByRole('button', { name: 'Done, Zoe Storm' }).click();
  await expect(rows(ana)).toHaveCount(0);
  await expect(rows(ben)).toHaveCount(0);
  await expect
    .poll(async () => {
      const { data } = await service
        .from('audit_log')
        .select('action, member_id')
        .eq('detail->>taskId', task.id as string)
        .order('id');
      return data;
    })
    .toEqual([
      { action: 'task.assigned', member_id: member.id },
      { action: 'task.done', member_id: member.id },
    ]);
});

test('a tel: link fills the number in and dials nothing', async ({ openAgent }) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  const dials: string[] = [];
  ana.page.on('request', (request) => {
    if (request.url().includes('make-call')) dials.push(request.url());
  });
  await ana.page.goto('/call?to=tel:%2B14165550123');
  await expect(ana.phone().getByLabel('Phone number')).toHaveValue(/416/);
  await expect(ana.phone().getByRole('button', { name: 'Call', exact: true })).toBeVisible();
  expect(dials).toEqual([]);
});

test('[I5] [B6] a storm of fifty events a second among 200 live calls: the board follows, nothing is lost', async ({
  openAgent,
}, info) => {
  test.setTimeout(120_000);
  const ROWS = 200;
  const EVENTS = 500;
  const startMs = Date.now() - 10_000_000;
  const versions = Array.from({ length: ROWS }, () => 1);
  const startedAt = (index: number) => new Date(startMs + index * 1_000).toISOString();
  const card = (index: number) =>
    cardOf({
      id: `ee200000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      version: versions[index],
      client: { id: `client-${index}`, name: `Client ${index}` },
      agent: { id: BEN.id, name: `Agent v${versions[index]}` },
      startedAt: startedAt(index),
      answeredAt: startedAt(index),
    });
  const ana = await openAgent({ toneHz: ANA_HZ });
  let socket: WebSocketRoute | null = null;
  let topic = '';
  await ana.page.routeWebSocket(/realtime\/v1\/websocket/, (page) => {
    const server = page.connectToServer();
    socket = page;
    page.onMessage((message) => {
      topic = /realtime:org:[\w:-]+/.exec(String(message))?.[0] ?? topic;
      server.send(message);
    });
    server.onMessage((message) => page.send(message));
  });
  await showLiveCalls(ana.page, () => versions.map((_, index) => card(index)));
  await ana.signIn('ana@maple.test');
  const rows = lane(ana, /^Active/).getByRole('listitem');
  await expect(rows).toHaveCount(ROWS);
  const measured = ana.page.evaluate(measureStorm, 12_000);
  for (let event = 0; event < EVENTS; event += 1) {
    const index = (event * 7) % ROWS;
    versions[index] = (versions[index] ?? 0) + 1;
    const payload = { type: 'broadcast', event: 'call_changed', payload: card(index) };
    (socket as WebSocketRoute | null)?.send(
      JSON.stringify([null, null, topic, 'broadcast', payload]),
    );
    // One with each frame: fifty to sixty a second.
    await ana.page.evaluate(() => new Promise(requestAnimationFrame));
  }
  const { longTasks, longestMs, frames } = await measured;
  const figures = `${longTasks} long tasks, the longest ${longestMs} ms, ${frames} frames in 12 s`;
  info.annotations.push({ type: 'storm', description: figures });
  console.log(`storm of ${EVENTS} events, ${ROWS} rows: ${figures}`);
  for (const index of [0, 7, 49, ROWS - 1]) {
    await expect(rows.nth(index)).toContainText(`Client ${index}`);
    await expect(rows.nth(index)).toContainText(`Agent v${versions[index]}`);
  }
});

/** Runs in the page: what the browser could not draw in time. */
async function measureStorm(
  forMs: number,
): Promise<{ longTasks: number; longestMs: number; frames: number }> {
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map((entry) => entry.duration));
  });
  observer.observe({ type: 'longtask' });
  const until = performance.now() + forMs;
  let frames = 0;
  await new Promise<void>((done) => {
    const next = () => {
      frames += 1;
      if (performance.now() > until) done();
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  observer.disconnect();
  return { longTasks: tasks.length, longestMs: Math.round(Math.max(0, ...tasks)), frames };
}
