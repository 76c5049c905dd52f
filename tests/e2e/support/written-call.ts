import { randomUUID } from 'node:crypto';
import type { Api } from '../../support/api-client.ts';

/** A call as the engine would have written it; nothing runs behind it. */
export interface WrittenCall {
  lineId: string;
  lengthSeconds: number;
  call?: Record<string, unknown>;
  events: { after: number; type: string; rawType?: string; fields?: Record<string, unknown> }[];
  lines: { after: number; speaker: string; text: string; tool?: Record<string, unknown> }[];
  commands?: { after: number; kind: string; status: string; errorCode?: string; tries?: number }[];
}

const leg = (role: string, attempt = 0) => ({
  leg: { callControlId: `v3:${role}-${attempt}`, role, attempt },
});

/** Stores a call of Maple Plumbing. In the events `@ana` and `@ben` stand for their ids. @returns its id */
export async function writeCall(service: Api, written: WrittenCall): Promise<string> {
  const id = randomUUID();
  const { data: line } = await service
    .from('telnyx_phone_numbers')
    .select('organization_id, phone_number')
    .eq('id', written.lineId)
    .single();
  const organization_id = line?.organization_id as string;
  const { data: people } = await service
    .from('members')
    .select('id, display_name')
    .eq('organization_id', organization_id);
  const member = (name: string) => people?.find((one) => one.display_name === name)?.id as string;
  const { data: client } = await service
    .from('clients')
    .select('id')
    .eq('organization_id', organization_id)
    .eq('name', 'Maria Lopez')
    .single();
  const startMs = Date.now() - written.lengthSeconds * 1_000 - 60_000;
  const at = (after: number) => new Date(startMs + after * 1_000).toISOString();
  const named = (fields: Record<string, unknown>) =>
    JSON.parse(
      JSON.stringify(fields).replaceAll('@ana', member('Ana')).replaceAll('@ben', member('Ben')),
    ) as Record<string, unknown>;
  const own = { organization_id, call_id: id };
  await service
    .from('telnyx_calls')
    .insert({
      id,
      organization_id,
      direction: 'inbound',
      from_number: '+14165550123',
      to_number: line?.phone_number,
      client_id: client?.id,
      phone_number_id: written.lineId,
      agent_id: member('Ana'),
      handled_by: 'person',
      status: 'ended',
      outcome: 'answered',
      started_at: at(0),
      answered_at: at(18),
      ended_at: at(written.lengthSeconds),
      duration_seconds: written.lengthSeconds - 18,
      version: 9,
      ...written.call,
    })
    .throwOnError();
  await service
    .from('call_events')
    .insert(
      written.events.map(({ after, type, rawType, fields = {} }, index) => ({
        ...own,
        id: `${id}:${index}`,
        source: rawType ? 'telnyx' : 'app',
        type: rawType ?? type,
        occurred_at: at(after),
        received_at: at(after + 0.12),
        event: { type, ...named(fields) },
      })),
    )
    .throwOnError();
  for (let from = 0; from < written.lines.length; from += 500) {
    await service
      .from('call_transcript_segments')
      .insert(
        written.lines.slice(from, from + 500).map(({ after, speaker, text, tool }, index) => ({
          ...own,
          id: `${id}:line:${from + index}`,
          position: from + index,
          speaker,
          text,
          language: 'en',
          at: at(after),
          tool: tool ?? null,
        })),
      )
      .throwOnError();
  }
  await service
    .from('call_commands')
    .insert(
      (written.commands ?? []).map(({ after, kind, status, errorCode, tries = 1 }, index) => ({
        ...own,
        command_id: `${id}:command:${index}`,
        kind,
        body: { kind },
        status,
        tries,
        error_code: errorCode ?? null,
        created_at: at(after),
        done_at: status === 'done' ? at(after + 0.085) : null,
      })),
    )
    .throwOnError();
  await service
    .from('call_legs')
    .insert([
      {
        ...own,
        call_control_id: `v3:external-${id}`,
        role: 'external',
        initiated_at: at(0),
        answered_at: at(18),
        bridged_at: at(96),
        ended_at: at(written.lengthSeconds),
        hangup_cause: 'normal_clearing',
      },
    ])
    .throwOnError();
  return id;
}

export async function removeCall(service: Api, id: string): Promise<void> {
  await service.from('telnyx_calls').delete().eq('id', id).throwOnError();
}

const FIND_SLOTS = {
  name: 'find_slots',
  arguments: { problem: 'connect a dishwasher' },
  ok: true,
  reason: null,
  result: {
    slots: [
      { slotId: 'a', startsAt: '2026-12-02T20:30:00Z' },
      { slotId: 'b', startsAt: '2026-12-03T19:00:00Z' },
      { slotId: 'c', startsAt: '2026-12-04T18:00:00Z' },
    ],
  },
  durationMs: 212,
};

/** The AI answers, Ana takes over, holds, consults Ben, parks, and goes on: something of everything. */
export function richCall(lineId: string): WrittenCall {
  return {
    lineId,
    lengthSeconds: 264,
    call: {
      summary:
        'Wants a new dishwasher connected at 88 Oak Street, unit 4. The valve is there. Van may park at the loading door.',
      tags: ['Appliance', 'Parking'],
      notes: 'Call the super before the visit.',
      cost: 0.19,
      ai: { status: 'over', since: null, language: 'en', reason: 'overflow', wants: null },
    },
    events: [
      { after: 0, type: 'leg.initiated', rawType: 'call.initiated', fields: leg('external') },
      { after: 0.2, type: 'ring.step_began', fields: { step: 1, memberIds: ['@ana', '@ben'] } },
      {
        after: 17.8,
        type: 'ai.requested',
        fields: { session: 1, reason: 'overflow', memberId: null },
      },
      { after: 18, type: 'ai.started', fields: { session: 1 } },
      {
        after: 88,
        type: 'person.requested',
        fields: { request: 1, reason: 'A question it could not answer' },
      },
      { after: 94, type: 'call.claimed', fields: { attempt: 1, memberId: '@ana' } },
      { after: 95, type: 'leg.answered', rawType: 'call.answered', fields: leg('agent', 1) },
      { after: 96, type: 'leg.bridged', rawType: 'call.bridged', fields: leg('agent', 1) },
      { after: 140, type: 'hold.began', fields: { hold: 1, party: null, memberId: '@ana' } },
      {
        after: 142,
        type: 'party.asked',
        fields: {
          party: 1,
          memberId: '@ana',
          role: 'consult',
          who: { kind: 'member', memberId: '@ben' },
        },
      },
      { after: 150, type: 'party.declined', fields: { party: 1, memberId: '@ben' } },
      { after: 158, type: 'hold.ended', fields: { hold: 1, memberId: '@ana' } },
      { after: 200, type: 'call.parked', fields: { park: 1, slot: 2, memberId: '@ana' } },
      { after: 214, type: 'call.claimed', fields: { attempt: 2, memberId: '@ana' } },
      { after: 215, type: 'leg.bridged', rawType: 'call.bridged', fields: leg('agent', 2) },
      { after: 240, type: 'something.new_happened', fields: { more: 1 } },
      {
        after: 264,
        type: 'leg.ended',
        rawType: 'call.hangup',
        fields: { ...leg('external'), cause: 'normal_clearing', source: 'caller' },
      },
    ],
    lines: [
      {
        after: 19,
        speaker: 'ai',
        text: 'Maple Plumbing, good morning. I am the virtual assistant, this call is recorded. How can I help?',
      },
      {
        after: 26,
        speaker: 'caller',
        text: 'Hi, I bought a dishwasher and need somebody to connect it.',
      },
      {
        after: 42,
        speaker: 'ai',
        text: 'Sure. Is there a shut-off valve under the sink already, and is it still 88 Oak Street?',
      },
      { after: 54, speaker: 'caller', text: 'Yes to both. Any day this week after lunch.' },
      { after: 67, speaker: 'tool', text: 'find_slots', tool: FIND_SLOTS },
      {
        after: 72,
        speaker: 'caller',
        text: 'Thursday works, but is the parking lot okay for the van? They tow people here.',
      },
      {
        after: 78,
        speaker: 'ai',
        text: 'I can’t see parking rules from here. I’ll get a colleague who can, please stay with me.',
      },
      {
        after: 97,
        speaker: 'agent',
        text: 'Hi Maria, it’s Ana. Yes, Luis parks at the loading door, the super knows him.',
      },
      { after: 110, speaker: 'caller', text: 'Perfect. How long will he need?' },
      {
        after: 118,
        speaker: 'agent',
        text: 'About an hour. Let me check one thing with Ben, one moment.',
      },
      { after: 220, speaker: 'agent', text: 'All set. Luis comes on Thursday at two.' },
      { after: 232, speaker: 'caller', text: 'Thank you very much, goodbye.' },
    ],
    commands: [
      { after: 0.3, kind: 'answer', status: 'done' },
      { after: 17.9, kind: 'start_ai', status: 'done', tries: 2 },
      { after: 94.1, kind: 'dial_agent', status: 'done' },
      { after: 139.9, kind: 'hold_leg', status: 'failed', errorCode: '90018', tries: 3 },
    ],
  };
}

/** Two people talk for a long time: a line each second and a half. */
export function longCall(lineId: string, count: number): WrittenCall {
  return {
    lineId,
    lengthSeconds: count * 1.5 + 30,
    events: [
      { after: 0, type: 'leg.initiated', rawType: 'call.initiated', fields: leg('external') },
      {
        after: count * 1.5 + 30,
        type: 'leg.ended',
        rawType: 'call.hangup',
        fields: { ...leg('external'), cause: 'normal_clearing', source: 'caller' },
      },
    ],
    lines: Array.from({ length: count }, (_, index) => ({
      after: 20 + index * 1.5,
      speaker: index % 2 === 0 ? 'caller' : 'agent',
      text: `Line ${index} of what was said about the drain in the kitchen and the visit on Thursday`,
    })),
  };
}
