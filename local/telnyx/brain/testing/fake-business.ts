import type { BrainAction, BrainMessage, BrainTool, BrainTurn } from '../turn.ts';
import type { Brain } from '../turn.ts';

/** Tools without a business behind them, and a runtime without sound: for tests of a brain. */

const text = { type: 'string' };
const schema = (...names: string[]): Record<string, unknown> => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, text])),
});

const SCHEMAS: Record<string, Record<string, unknown>> = {
  look_up_client: schema(),
  find_slots: schema('problem', 'service', 'date_from', 'date_to', 'part_of_day', 'visit_id'),
  book_visit: schema('slot_id', 'problem', 'confirmed', 'name', 'address'),
  reschedule_visit: schema('visit_id', 'slot_id', 'confirmed'),
  cancel_visit: schema('visit_id', 'confirmed'),
  take_message: schema('message', 'name', 'urgent'),
  request_callback: schema('reason', 'when', 'name'),
  quote_price: schema('service'),
  request_person: schema('reason', 'urgent'),
};

export const TOOL_NAMES = Object.keys(SCHEMAS);

/** Webhook tools by name, with Telnyx's hangup and a handoff to the given assistants. */
export function toolsNamed(
  names: readonly string[] = TOOL_NAMES,
  targets: { id: string; name: string }[] = [],
): BrainTool[] {
  const webhooks = names.map((name): BrainTool => ({
    name,
    kind: 'webhook',
    parameters: SCHEMAS[name] ?? schema(),
  }));
  const handoff: BrainTool[] =
    targets.length > 0 ? [{ name: 'handoff', kind: 'handoff', targets }] : [];
  return [...webhooks, { name: 'hangup', kind: 'hangup' }, ...handoff];
}

export const MONDAY_SLOTS = [
  { slot_id: 's1', label: 'Monday, November 23 at 9:00 a.m.', day: '2026-11-23', time: '09:00' },
  { slot_id: 's2', label: 'Monday, November 23 at 10:30 a.m.', day: '2026-11-23', time: '10:30' },
  { slot_id: 's3', label: 'Tuesday, November 24 at 2:00 p.m.', day: '2026-11-24', time: '14:00' },
];

export type Answers = Record<string, (args: Record<string, unknown>, count: number) => unknown>;

/** What the tools of a business answer to an unknown caller. */
export function usualAnswers(): Answers {
  return {
    look_up_client: () => ({ ok: true, known: false, identity: 'none' }),
    find_slots: () => ({
      ok: true,
      service: { name: 'Tap repair', duration_minutes: 60 },
      slots: MONDAY_SLOTS,
    }),
    book_visit: ({ slot_id: id, name }) => ({
      ok: true,
      visit_id: 'v9',
      label: MONDAY_SLOTS.find((slot) => slot.slot_id === id)?.label,
      service: 'Tap repair',
      technician: 'Luis',
      name: name ?? 'Maria',
    }),
    reschedule_visit: () => ({
      ok: true,
      visit_id: 'v1',
      label: MONDAY_SLOTS[0]?.label,
      service: 'Tap repair',
    }),
    cancel_visit: () => ({
      ok: true,
      label: 'Friday, November 27 at 9:00 a.m.',
      service: 'Tap repair',
    }),
    take_message: () => ({ ok: true, message: 'Noted.' }),
    request_callback: () => ({ ok: true, within_minutes: 30 }),
    quote_price: () => ({ ok: true, quotes: [{ service: 'Tap repair', price: '145 dollars' }] }),
    request_person: () => ({ ok: true, message: 'People are rung.' }),
  };
}

/** A client with attestation whose number shows two visits. */
export const KNOWN_CLIENT = {
  ok: true,
  known: true,
  identity: 'number',
  first_name: 'Maria',
  visits: [
    {
      visit_id: 'v1',
      label: 'Friday, November 27 at 9:00 a.m.',
      service: 'Tap repair',
      day: '2026-11-27',
      time: '09:00',
    },
    {
      visit_id: 'v2',
      label: 'Monday, November 30 at 1:00 p.m.',
      service: 'Boiler service',
      day: '2026-11-30',
      time: '13:00',
    },
  ],
};

export interface Conversation {
  messages: BrainMessage[];
  /** Every action but `wait`. */
  actions: BrainAction[];
  /** The caller says something; resolves to what the assistant says to it. */
  hear(words: string): Promise<string>;
  note(words: string): Promise<string>;
  start(): Promise<string>;
  idle(): Promise<string>;
  calls(name?: string): { name: string; arguments: Record<string, unknown> }[];
}

export type TurnSettings = Omit<BrainTurn, 'messages' | 'trigger' | 'step'>;

export function usualTurn(changes: Partial<TurnSettings> = {}): TurnSettings {
  return {
    instructions: 'Be warm and brief. Ask one question at a time.',
    greeting: 'Maple Plumbing, good evening. How can I help?',
    name: 'Maple Plumbing (en)',
    tools: toolsNamed(),
    variables: {
      business_name: 'Maple Plumbing',
      assistant_name: 'the virtual assistant',
      caller_first_name: '',
      open_hours: 'Monday to Friday, 8 a.m. to 5 p.m.',
      today: 'Sunday, November 22, 2026',
      today_iso: '2026-11-22',
      time_zone: 'America/Toronto',
      services: 'Tap repair, Drain cleaning, Boiler service',
    },
    ...changes,
  };
}

const MOST_ASKS = 12;

/** Carries a brain's actions out as the runtime does, with tools that answer at once. */
export function converse(
  brain: Brain,
  settings: TurnSettings = usualTurn(),
  answers: Answers = usualAnswers(),
): Conversation {
  const messages: BrainMessage[] = [];
  const actions: BrainAction[] = [];
  const counts = new Map<string, number>();

  const runTool = (name: string, args: Record<string, unknown>): void => {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const result = answers[name]?.(args, count) ?? null;
    messages.push({ role: 'tool', name, arguments: args, result, failed: result === null });
  };

  const run = async (because: BrainTurn['trigger']): Promise<string> => {
    const said: string[] = [];
    let trigger = because;
    let step = 0;
    for (let asks = 0; asks < MOST_ASKS; asks += 1) {
      const action = await brain.next({
        ...settings,
        messages: structuredClone(messages),
        trigger,
        step,
      });
      if (action.kind === 'wait') break;
      actions.push(action);
      step += 1;
      if (action.kind === 'hang_up' || action.kind === 'hand_off') break;
      if (action.kind === 'say') {
        said.push(action.text);
        messages.push({ role: 'assistant', text: action.text });
        continue;
      }
      runTool(action.name, action.arguments);
      trigger = 'tool';
      step = 0;
    }
    return said.join(' ');
  };

  const add = (role: 'user' | 'system', words: string): void => {
    messages.push({ role, text: words });
  };
  return {
    messages,
    actions,
    hear(words) {
      add('user', words);
      return run('user');
    },
    note(words) {
      add('system', words);
      return run('system');
    },
    start: () => run('start'),
    idle: () => run('idle'),
    calls: (name) =>
      actions.flatMap((action) =>
        action.kind === 'call_tool' && (name === undefined || action.name === name)
          ? [{ name: action.name, arguments: action.arguments }]
          : [],
      ),
  };
}
