import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, callFunction, signIn } from '../../support/api-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import {
  type CallRow,
  callRow,
  type Fixture,
  freshCaller,
  type Person,
  startFixture,
} from './fixture.ts';

const EMERGENCY_LINE = '+14375550100';
const EMERGENCY_LINE_ID = 'a3000000-0000-4000-8000-000000000002';
const ANA = 'a1000000-0000-4000-8000-000000000002';
const BEN = 'a1000000-0000-4000-8000-000000000003';
const MOBILE = '+14165550198';

interface RingRow extends CallRow {
  offered_to: string[] | null;
  ring_step: number;
  handled_by: string | null;
  forwarded_to: string | null;
}

let fixture: Fixture;
let owner: Api;
let ana: Person;

beforeAll(async () => {
  fixture = await startFixture();
  owner = await signIn(fixture.product.apiUrl, 'owner@maple.test');
  ana = await fixture.person('ana@maple.test');
  await fixture.person('ben@maple.test');
}, 150_000);

afterAll(() => fixture.stop());

async function saved(name: 'save_who_rings' | 'save_line_hours', p: object): Promise<void> {
  const { data, error } = await owner.rpc(name, { p: { numberId: EMERGENCY_LINE_ID, ...p } });
  expect({ data, error }).toMatchObject({ data: { ok: true }, error: null });
}

const ringInOrder = (more: object = {}) =>
  saved('save_who_rings', {
    strategy: 'in_order',
    steps: [
      { ringSeconds: 60, memberIds: [ANA] },
      { ringSeconds: 20, memberIds: [BEN] },
    ],
    unansweredOutcome: 'none',
    unansweredMessage: null,
    ...more,
  });

/** Closed for ever: a line with hours of its own that has none. */
const close = (more: object) => saved('save_line_hours', { usesOwnHours: true, week: [], ...more });
const open = () => saved('save_line_hours', { usesOwnHours: false, closedOutcome: 'ring' });

const row = (from: string, wanted: (row: RingRow) => boolean) =>
  callRow(fixture.service, from, (one) => wanted(one as RingRow), 25_000) as Promise<RingRow>;

const press = (person: Person, callId: string, action: string) =>
  callFunction(fixture.product.apiUrl, person.api, 'telnyx-call-control', {
    call_id: callId,
    action,
    device_id: person.deviceId,
  });

const tasksOf = async (callId: string) =>
  (await fixture.service.from('call_tasks').select('reason').eq('call_id', callId)).data;

describe('a line that rings one after the other', () => {
  it('rings at the next at once when the first declines', async () => {
    await ringInOrder();
    const from = freshCaller();
    const id = await fixture.sim.call({ from, to: EMERGENCY_LINE });
    const ringing = await row(from, ({ status }) => status === 'ringing');
    expect(ringing).toMatchObject({ offered_to: [ANA], ring_step: 1 });
    await press(ana, ringing.id, 'decline');
    expect(await row(from, ({ ring_step: step }) => step === 2)).toMatchObject({
      offered_to: [BEN],
    });
    await fixture.sim.act(id, { type: 'hangup' });
    await row(from, ({ status }) => status === 'ended');
  });

  it('leaves a tab that died while it rang, and offers it no call after that', async () => {
    const from = freshCaller();
    const id = await fixture.sim.call({ from, to: EMERGENCY_LINE });
    await row(from, ({ offered_to: to }) => to?.[0] === ANA);
    ana.fallAsleep();
    // Ana's step takes a minute: only her silence ends it.
    const moved = await row(from, ({ ring_step: step }) => step === 2);
    expect(moved).toMatchObject({ status: 'ringing', offered_to: [BEN] });
    await fixture.sim.act(id, { type: 'hangup' });
    const next = freshCaller();
    const nextId = await fixture.sim.call({ from: next, to: EMERGENCY_LINE });
    expect(await row(next, () => true)).toMatchObject({ offered_to: [BEN], ring_step: 2 });
    await fixture.sim.act(nextId, { type: 'hangup' });
    const { data } = await owner.rpc('team');
    const team = data as { memberId: string; presence: string }[];
    expect(team.find(({ memberId }) => memberId === ANA)?.presence).toBe('unreachable');
  }, 60_000);
});

describe('a line that is closed', () => {
  it('[I12] answers, says the message, hangs up, and asks for a call back', async () => {
    await close({ closedOutcome: 'message', closedMessage: 'We open on Monday at eight.' });
    const from = freshCaller();
    const id = await fixture.sim.call({ from, to: EMERGENCY_LINE });
    const ended = await row(from, ({ status }) => status === 'ended');
    expect(ended).toMatchObject({ outcome: 'missed', outcome_reason: 'closed_message' });
    const call = await fixture.sim.get(id);
    expect(call.state).toBe('ended');
    expect([...call.transcript, ...call.spoken].join(' ')).toContain('We open on Monday');
    expect(await tasksOf(ended.id)).toEqual([{ reason: 'closed_message' }]);
  }, 60_000);

  it('[I4] [I11] forwards to the mobile, which sees who calls; both are joined and end together', async () => {
    await close({ closedOutcome: 'forward', closedMessage: null, forwardTo: MOBILE });
    await fixture.sim.callee(MOBILE, { behaviour: 'answer', after_ms: 500, tone_hz: 620 });
    const from = freshCaller();
    const id = await fixture.sim.call({ from, to: EMERGENCY_LINE, tone_hz: 440 });
    const talking = await row(
      from,
      (one) => one.status === 'active' && one.handled_by === 'forward',
    );
    expect(talking.forwarded_to).toBe(MOBILE);
    await waitUntil('the caller hears the mobile', async () =>
      (await fixture.sim.get(id)).heard.tones_hz.includes(620),
    );
    const dial = (await fixture.sim.commands()).findLast(({ action }) => action === 'dial');
    expect(dial?.body).toMatchObject({ to: MOBILE, from, diversion: EMERGENCY_LINE });
    await fixture.sim.act(id, { type: 'hangup' });
    const ended = await row(from, ({ status }) => status === 'ended');
    expect(ended).toMatchObject({ outcome: 'answered', handled_by: 'forward' });
    await waitUntil('no leg is left', async () => (await fixture.sim.legs()).length === 0);
  }, 60_000);

  it('[I12] whose mobile is busy asks for a call back', async () => {
    await fixture.sim.callee(MOBILE, { behaviour: 'busy' });
    const from = freshCaller();
    await fixture.sim.call({ from, to: EMERGENCY_LINE });
    const ended = await row(from, ({ status }) => status === 'ended');
    expect(ended).toMatchObject({ outcome: 'missed', outcome_reason: 'forward_unanswered' });
    expect(await tasksOf(ended.id)).toEqual([{ reason: 'forward_unanswered' }]);
    await open();
  }, 60_000);
});
