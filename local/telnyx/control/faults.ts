import { noFaults } from '../faults.ts';
import type { FaultPlan, RestFailure } from '../faults.ts';
import { answerWith, controlError } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';
import { numberField } from './fields.ts';
import type { Field } from './fields.ts';

const MAX_DELAY_MS = 600_000;
const GENERIC_CODES: Record<number, string> = {
  401: '10009',
  403: '10010',
  404: '10005',
  429: '10011',
};

type Group = Record<string, unknown>;

/** Reads numbers out of a group and complains about names that it does not know. */
function readNumbers<Names extends string>(
  value: unknown,
  group: string,
  ranges: Record<Names, [min: number, max: number]>,
  others: readonly string[] = [],
): Field<Partial<Record<Names, number>>> {
  const found: Partial<Record<Names, number>> = {};
  if (value === undefined || value === null) return { ok: true, value: found };
  if (typeof value !== 'object') return { ok: false, message: `'${group}' must be an object.` };
  for (const [name, entry] of Object.entries(value as Group)) {
    if (others.includes(name)) continue;
    const range: [number, number] | undefined = Object.hasOwn(ranges, name)
      ? ranges[name as Names]
      : undefined;
    if (range === undefined)
      return { ok: false, message: `'${group}.${name}' is not a known fault.` };
    if (entry === null) continue;
    const plain = typeof entry === 'boolean' ? Number(entry) : entry;
    const number = numberField(plain, `${group}.${name}`, range[0], range[1]);
    if (!number.ok) return number;
    found[name as Names] = number.value;
  }
  return { ok: true, value: found };
}

function readFailure(value: unknown): Field<RestFailure> {
  const entry = (value ?? {}) as Group;
  const { action = '*', code } = entry;
  if (typeof action !== 'string') return { ok: false, message: "'action' must be a text." };
  const status = numberField(entry['status'] ?? 500, 'status', 400, 599);
  if (!status.ok) return status;
  const times = entry['times'] ?? null;
  const count = times === null ? null : numberField(times, 'times', 1, 1_000_000);
  if (count?.ok === false) return count;
  const rate = numberField(entry['rate'] ?? 1, 'rate', 0, 1);
  if (!rate.ok) return rate;
  const isGiven = typeof code === 'string' || typeof code === 'number';
  return {
    ok: true,
    value: {
      action,
      status: status.value,
      code: isGiven ? String(code) : (GENERIC_CODES[status.value] ?? '10007'),
      times: count?.value ?? null,
      rate: rate.value,
    },
  };
}

function readFailures(value: unknown): Field<RestFailure[]> {
  if (value === undefined || value === null) return { ok: true, value: [] };
  if (!Array.isArray(value)) return { ok: false, message: 'A list of failures is needed.' };
  const failures: RestFailure[] = [];
  for (const entry of value as unknown[]) {
    const failure = readFailure(entry);
    if (!failure.ok) return failure;
    failures.push(failure.value);
  }
  return { ok: true, value: failures };
}

interface ReadPlan {
  plan: FaultPlan;
  dropsSockets: boolean;
}

function readRest(rest: Group): Field<FaultPlan['rest']> {
  const lists = ['fail', 'execute_then_fail'];
  const times = readNumbers(rest, 'rest', { latency_ms: [0, MAX_DELAY_MS] }, lists);
  if (!times.ok) return times;
  const fail = readFailures(rest['fail']);
  if (!fail.ok) return fail;
  const executeThenFail = readFailures(rest['execute_then_fail']);
  if (!executeThenFail.ok) return executeThenFail;
  return {
    ok: true,
    value: {
      fail: fail.value,
      executeThenFail: executeThenFail.value,
      latencyMs: times.value.latency_ms ?? 0,
    },
  };
}

function readAi(value: unknown): Field<FaultPlan['ai']> {
  const time: [number, number] = [0, MAX_DELAY_MS];
  const read = readNumbers(value, 'ai', {
    refuse_start: [0, 1_000_000],
    kill_after_ms: time,
    think_ms: time,
    tool_latency_ms: time,
    no_insights: [0, 1],
  });
  if (!read.ok) return read;
  const faults = read.value;
  return {
    ok: true,
    value: {
      refuseStart: faults.refuse_start ?? 0,
      killAfterMs: faults.kill_after_ms ?? null,
      thinkMs: faults.think_ms ?? 0,
      toolLatencyMs: faults.tool_latency_ms ?? 0,
      noInsights: faults.no_insights === 1,
    },
  };
}

function readPlan(body: Group): Field<ReadPlan> {
  const known = ['webhooks', 'rest', 'rtc', 'ai'];
  const top = readNumbers(body, 'faults', { seed: [0, 4_294_967_295] }, known);
  if (!top.ok) return top;
  const rate: [number, number] = [0, 1];
  const webhooks = readNumbers(body['webhooks'], 'webhooks', {
    drop: rate,
    duplicate: rate,
    reorder: rate,
    forge: rate,
    delay_ms: [0, MAX_DELAY_MS],
    timestamp_offset_secs: [-86_400, 86_400],
  });
  if (!webhooks.ok) return webhooks;
  const rest = readRest((body['rest'] ?? {}) as Group);
  if (!rest.ok) return rest;
  const rtc = readNumbers(body['rtc'], 'rtc', { drop_sockets: rate, token_ttl_secs: [1, 86_400] });
  if (!rtc.ok) return rtc;
  const ai = readAi(body['ai']);
  if (!ai.ok) return ai;
  const none = noFaults();
  const plan: FaultPlan = {
    seed: top.value.seed ?? none.seed,
    webhooks: {
      drop: webhooks.value.drop ?? 0,
      duplicate: webhooks.value.duplicate ?? 0,
      reorder: webhooks.value.reorder ?? 0,
      forge: webhooks.value.forge ?? 0,
      delayMs: webhooks.value.delay_ms ?? 0,
      timestampOffsetSecs: webhooks.value.timestamp_offset_secs ?? 0,
    },
    rest: rest.value,
    ai: ai.value,
    rtc: { tokenTtlSecs: rtc.value.token_ttl_secs ?? null },
  };
  return { ok: true, value: { plan, dropsSockets: rtc.value.drop_sockets === 1 } };
}

function view({ seed, webhooks, rest, ai, rtc }: FaultPlan): object {
  return {
    seed,
    webhooks: {
      drop: webhooks.drop,
      duplicate: webhooks.duplicate,
      reorder: webhooks.reorder,
      forge: webhooks.forge,
      delay_ms: webhooks.delayMs,
      timestamp_offset_secs: webhooks.timestampOffsetSecs,
    },
    rest: {
      fail: rest.fail,
      execute_then_fail: rest.executeThenFail,
      latency_ms: rest.latencyMs,
    },
    ai: {
      refuse_start: ai.refuseStart,
      kill_after_ms: ai.killAfterMs,
      think_ms: ai.thinkMs,
      tool_latency_ms: ai.toolLatencyMs,
      no_insights: ai.noInsights,
    },
    rtc: { token_ttl_secs: rtc.tokenTtlSecs },
  };
}

/** `PUT /sim/faults`: replaces what misbehaves. `rtc.drop_sockets` happens once, at once. */
export function putFaults({ world, body }: ControlRequest): ControlReply {
  const read = readPlan(body);
  if (!read.ok) return controlError('invalid_field', read.message);
  world.faults.set(read.value.plan);
  if (read.value.dropsSockets) world.gateway().dropSockets();
  return answerWith(view(world.faults.plan()));
}

export function getFaults({ world }: ControlRequest): ControlReply {
  return answerWith(view(world.faults.plan()));
}

/** `DELETE /sim/faults`: all is well again. */
export function deleteFaults({ world }: ControlRequest): ControlReply {
  world.faults.clear();
  return answerWith(view(world.faults.plan()));
}
