import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Api, callFunction, signIn } from '../../support/api-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { callRow, type Fixture, freshCaller, MAIN_LINE, MARIA, startFixture } from './fixture.ts';

const MAIN_ID = 'a3000000-0000-4000-8000-000000000001';
const ORGANIZATION = 'a0000000-0000-4000-8000-000000000001';
const JOHN = '+14165550177';
/** Both have a visit coming. */
const PRIYA = '+16475550103';

let fixture: Fixture;
let owner: Api;

const manage = (api: Api, body: unknown) =>
  callFunction(fixture.product.apiUrl, api, 'manage-ai-dispatcher', body);

async function switchAi(enabled: boolean, more: Record<string, unknown> = {}): Promise<void> {
  const { status } = await manage(owner, { phone_number_id: MAIN_ID, enabled, ...more });
  expect(status).toBe(200);
}

/** An outside person whose number the network vouches for. */
function call(from: string, script: Record<string, unknown>[]): Promise<string> {
  return fixture.sim.call({ from, to: MAIN_LINE, script, shaken_stir_attestation: 'A' });
}

/** What a caller says, each time the assistant has finished; then they hang up. */
const dialogue = (...lines: string[]) => [
  ...lines.flatMap((say) => [{ await_ai: true, timeout_ms: 30_000 }, { say }]),
  { await_ai: true, timeout_ms: 30_000 },
  { hangup: true },
];

async function untilOver(id: string): Promise<void> {
  await waitUntil('it is over', async () => (await fixture.sim.get(id)).state === 'ended', 110_000);
}

/** The visits that a caller's client has, made by the AI or moved by it. */
async function visitsOf(from: string) {
  const { data } = await fixture.service
    .from('appointments')
    .select('*, clients!inner(name, client_phones!inner(phone_number)), resources(name)')
    .eq('clients.client_phones.phone_number', from)
    .order('created_at', { ascending: false });
  return data ?? [];
}

/** The next two weekdays on which the business is open all day, as callers name them. */
async function openDays(): Promise<[string, string]> {
  const { data } = await fixture.service
    .from('holidays')
    .select('day')
    .eq('organization_id', ORGANIZATION);
  const closed = new Set(data?.map((holiday) => holiday.day));
  const days: string[] = [];
  for (let ahead = 1; days.length < 2; ahead += 1) {
    const date = new Date(Date.now() + ahead * 86_400_000);
    const name = localTime(date.toISOString()).split(' ')[0] ?? '';
    const isWeekend = name === 'Saturday' || name === 'Sunday';
    if (!isWeekend && !closed.has(localDay(date))) days.push(name);
  }
  return [days[0] ?? '', days[1] ?? ''];
}

const localDay = (date: Date) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(date);

const localTime = (instant: string) =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/Toronto',
    weekday: 'long',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(instant));

beforeAll(async () => {
  // The app serves the ringback that a waiting caller hears.
  const env = { SIMULATOR_WORDS_PER_MINUTE: '400' };
  fixture = await startFixture(env, { withApp: true });
  owner = await signIn(fixture.product.apiUrl, 'owner@maple.test');
}, 150_000);

afterEach(() => fixture.sim.noFaults());
afterAll(() => fixture.stop());

describe('the switch', () => {
  it('[I4] [I8] on: the AI answers, and only this business knows; off: agents ring', async () => {
    const ana = await signIn(fixture.product.apiUrl, 'ana@maple.test');
    const dana = await signIn(fixture.product.apiUrl, 'dana@harbor.test');
    const asked = { phone_number_id: MAIN_ID, enabled: true };
    expect((await manage(ana, asked)).body.error?.code).toBe('not_allowed');
    expect((await manage(dana, asked)).body.error?.code).toBe('not_found');
    await switchAi(true);

    const from = freshCaller();
    const id = await call(from, dialogue('What are your opening hours?'));
    await waitUntil('it answers', async () => (await fixture.sim.get(id)).state === 'answered');
    await waitUntil('it speaks', async () => (await fixture.sim.get(id)).heard.rms > 500);
    const row = await callRow(fixture.service, from, (one) => one.status === 'active');
    const { data: segments } = await ana.rpc('call_transcript', { p_call_id: row.id });
    expect(JSON.stringify(segments)).toContain('Maple Plumbing');
    for (const table of [
      'telnyx_calls',
      'call_transcript_segments',
      'ai_dispatchers',
      'ai_tool_calls',
    ]) {
      const { data } = await dana.from(table).select('organization_id');
      expect(data?.filter((one) => one.organization_id === ORGANIZATION)).toEqual([]);
    }
    expect((await dana.rpc('call_transcript', { p_call_id: row.id })).data).toEqual([]);
    await untilOver(id);
    const { heard, transcript } = await fixture.sim.get(id);
    expect(heard.longest_silence_ms).toBeLessThan(2_000);
    expect(transcript.join(' ')).toMatch(/Monday to Friday/);

    await switchAi(false);
    const next = freshCaller();
    const ringing = await call(next, []);
    await callRow(fixture.service, next, (one) => one.status === 'ringing');
    await fixture.sim.act(ringing, { type: 'hangup' });
  });

  it('after some seconds of ringing, if nobody accepts', async () => {
    await switchAi(true, { mode: 'overflow', overflow_after_seconds: 3 });
    const ana = await fixture.person('ana@maple.test');
    const from = freshCaller();
    const id = await call(from, dialogue('Never mind, thank you, goodbye.'));
    await callRow(fixture.service, from, (one) => one.status === 'ringing');
    await waitUntil('the AI has it', async () => (await fixture.sim.get(id)).state === 'answered');
    await untilOver(id);
    await ana.signOut();
  });

  it('at once, if nobody can be reached', async () => {
    const from = freshCaller();
    const id = await call(from, dialogue('Never mind, thank you, goodbye.'));
    const row = await callRow(fixture.service, from);
    expect(row.status).not.toBe('ringing');
    await untilOver(id);
    await switchAi(true, { mode: 'always' });
  });
});

describe('what callers get done', () => {
  it('[I10] books, moves and cancels; an unknown caller becomes a client; all at once', async () => {
    await switchAi(true);
    const stranger = freshCaller();
    const [first, second] = await openDays();
    const before = [...(await visitsOf(JOHN)), ...(await visitsOf(PRIYA))];
    expect(before.map((visit) => visit.status)).not.toContain('cancelled');
    const calls = await Promise.all([
      call(
        MARIA,
        dialogue(
          `A leaking tap, on ${first} morning please.`,
          'The first one.',
          'Yes.',
          'No, that is all.',
        ),
      ),
      call(JOHN, dialogue('I need to cancel my appointment.', 'Yes.', 'No, goodbye.')),
      call(
        PRIYA,
        dialogue(
          `Please move my appointment to ${second}.`,
          'The first one.',
          'Yes.',
          'No, goodbye.',
        ),
      ),
      call(
        stranger,
        dialogue(
          `My drain is blocked, any time on ${second}.`,
          'The second one.',
          'My name is Robin Fields.',
          'Yes.',
          'No, bye.',
        ),
      ),
    ]);
    await Promise.all(calls.map(untilOver));

    const [booked] = (await visitsOf(MARIA)).filter((visit) => visit.booked_by === 'ai');
    expect(booked).toMatchObject({ title: 'Tap repair', status: 'confirmed' });
    expect(['Luis', 'Sam']).toContain(booked?.resources.name);
    const told = (await fixture.sim.get(calls[0])).transcript.join(' ');
    const [weekday, time] = localTime(booked?.starts_at)
      .split(/ at |, | /)
      .filter(Boolean);
    expect(weekday).toBe(first);
    expect(told).toContain(weekday);
    expect(told).toContain(time);

    expect((await visitsOf(JOHN)).every((visit) => visit.status === 'cancelled')).toBe(true);
    const moved = (await visitsOf(PRIYA)).map((visit) => localTime(visit.starts_at));
    const said = (await fixture.sim.get(calls[2])).transcript.join(' | ');
    expect(moved.join(), said).toContain(second);
    const [own] = await visitsOf(stranger);
    expect(own).toMatchObject({ title: 'Drain cleaning', clients: { name: 'Robin Fields' } });

    await waitUntil('the summary stands on the call', async () => {
      const { data } = await fixture.service
        .from('telnyx_calls')
        .select('outcome, handled_by, summary, ai_outcome')
        .eq('id', booked?.source_call_id)
        .single();
      return data?.summary && data.ai_outcome === 'booked' && data.handled_by === 'ai';
    });
  }, 200_000);

  it('follows a caller who speaks French or Spanish', async () => {
    const lines = [
      [
        "J'ai une fuite d'eau, cette semaine si possible.",
        /(lundi|mardi|mercredi|jeudi|vendredi|samedi) \d/,
      ],
      [
        'Tengo una fuga de agua, esta semana por favor.',
        /(lunes|martes|miércoles|jueves|viernes|sábado) \d/,
      ],
    ] as const;
    const calls = await Promise.all(lines.map(([line]) => call(freshCaller(), dialogue(line))));
    await Promise.all(calls.map(untilOver));
    for (const [index, id] of calls.entries()) {
      const said = (await fixture.sim.get(id)).transcript.join(' ').toLowerCase();
      expect(said).toMatch(lines[index]?.[1] ?? /never/);
    }
  });
});

describe('[I4] [I12] the AI fails', () => {
  const task = async (from: string) => {
    const row = await callRow(fixture.service, from);
    const { data } = await fixture.service.from('call_tasks').select('*').eq('call_id', row.id);
    return data?.[0];
  };

  it('refused by Telnyx: the caller is told, hears ringing, agents ring, then an excuse and a task', async () => {
    await switchAi(true);
    await fixture.sim.faults({
      rest: { fail: [{ action: 'ai_assistant_start', status: 422, code: '90000' }] },
    });
    const from = freshCaller();
    const id = await call(from, []);
    await callRow(fixture.service, from, (row) => row.status === 'ringing');
    await waitUntil(
      'it is over',
      async () => (await fixture.sim.get(id)).state === 'ended',
      60_000,
    );
    const { heard, transcript } = await fixture.sim.get(id);
    expect(transcript.join(' ')).toMatch(/getting a colleague.*call you back/);
    expect(heard.longest_silence_ms).toBeLessThan(2_000);
    expect(await task(from)).toMatchObject({
      kind: 'call_back',
      reason: 'ai_failed',
      done_at: null,
    });
  }, 90_000);

  it('killed in the middle: another goes on and knows what was said', async () => {
    const from = freshCaller();
    const id = await call(from, [
      { await_ai: true },
      { say: 'My tap is leaking.' },
      { await_ai: true },
      { wait_ms: 60_000 },
    ]);
    await waitUntil('it has heard the caller', async () => {
      const { data } = await fixture.service
        .from('call_transcript_segments')
        .select('text, telnyx_calls!inner(from_number)')
        .eq('telnyx_calls.from_number', from)
        .eq('speaker', 'caller');
      return (data ?? []).length > 0;
    });
    await fixture.sim.killAi(id);
    await waitUntil('another goes on', async () =>
      (await fixture.sim.get(id)).transcript.join(' ').includes('cut off'),
    );
    expect((await fixture.sim.get(id)).heard.longest_silence_ms).toBeLessThan(2_000);
    await fixture.sim.act(id, { type: 'hangup' });
    await callRow(fixture.service, from, (row) => row.status === 'ended');
  }, 60_000);

  it('a tool takes 8 s: the caller hears that it goes on, and is called back', async () => {
    await fixture.sim.faults({ ai: { tool_latency_ms: 8_000 } });
    const from = freshCaller();
    const id = await call(from, dialogue('A leaking tap, please.', 'Yes, call me back.'));
    await untilOver(id);
    const { heard } = await fixture.sim.get(id);
    expect(heard.longest_silence_ms).toBeLessThan(2_000);
    await waitUntil('somebody is to call back', async () => (await task(from)) !== undefined);
  }, 150_000);
});
