import { isoTime, wait } from '../clock.ts';
import { newUuid } from '../ids.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';
import type { World } from '../world.ts';
import type { Dialogue } from './dialogue.ts';
import type { JsonObject } from './json-fields.ts';
import { secretValue } from './secrets.ts';
import type { ToolCallRow } from './tool-log.ts';
import { buildToolRequest } from './tool-request.ts';
import type { ToolRequest } from './tool-request.ts';
import type { WebhookTool } from './tools.ts';

/** What the brain is told of a tool: its answer, or null when it failed. */
export interface ToolOutcome {
  result: unknown;
  failed: boolean;
}

const MAX_ANSWER_CHARS = 65_536;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function describe(cause: unknown): string {
  const code = (cause as { cause?: { code?: unknown } }).cause?.code;
  if (typeof code === 'string') return code;
  return cause instanceof Error ? cause.message : 'connection failed';
}

/** Sends it and reads the answer; gives up after the tool's own timeout. */
async function exchange(
  world: World,
  { method, url, headers, raw }: ToolRequest,
  timeoutMs: number,
): Promise<Pick<ToolCallRow, 'status' | 'answer' | 'error'>> {
  const abort = new AbortController();
  const timer = world.clock.setTimeout(() => abort.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: abort.signal,
      ...(raw === '' ? {} : { body: raw }),
    });
    const answer = (await response.text()).slice(0, MAX_ANSWER_CHARS);
    return { status: response.status, answer, error: null };
  } catch (cause) {
    return {
      status: null,
      answer: null,
      error: abort.signal.aborted ? 'timeout' : describe(cause),
    };
  } finally {
    timer.cancel();
  }
}

function outcomeOf({ status, answer }: ToolCallRow, isLate: boolean): ToolOutcome {
  const isOk = status !== null && status >= 200 && status < 300 && !isLate;
  return isOk ? { result: parsed(answer ?? ''), failed: false } : { result: null, failed: true };
}

/** The fault `ai.tool_latency_ms`: the answer is there, and is handed on later, or too late. */
async function holdBack(world: World, row: ToolCallRow, timeoutMs: number): Promise<boolean> {
  const { toolLatencyMs } = world.faults.plan().ai;
  if (toolLatencyMs === 0 || row.error !== null) return false;
  const leftMs = Math.max(0, timeoutMs - (row.duration_ms ?? 0));
  await wait(world.clock, Math.min(toolLatencyMs, leftMs));
  if (toolLatencyMs < leftMs) return false;
  row.error = 'timeout';
  return true;
}

/** `store_fields_as_variables`: values of the answer, for what is filled in later. */
function storeFields(tool: WebhookTool, dialogue: Dialogue, result: unknown): void {
  for (const { name, path } of tool.storedFields) {
    let value: unknown = result;
    for (const part of path.split('.')) {
      value = typeof value === 'object' && value !== null ? (value as JsonObject)[part] : undefined;
    }
    if (value === undefined || value === null) continue;
    dialogue.variables[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
}

/** Calls a webhook tool, signed as webhooks are; the request is listed in `/sim/ai/tool-calls`. */
export async function callWebhookTool(
  dialogue: Dialogue,
  tool: WebhookTool,
  args: JsonObject,
): Promise<ToolOutcome> {
  const { world, conversation, variables } = dialogue;
  const request = buildToolRequest(tool, args, {
    variables,
    callControlId: conversation.callControlId,
    secretOf: (identifier) => secretValue(world, identifier),
    sign: (raw) => signedHeaders(world, raw),
  });
  const startedAtMs = world.clock.now();
  const row = world.ai.toolCalls.append({
    id: newUuid(),
    at: isoTime(startedAtMs),
    conversation_id: conversation.id,
    assistant_id: conversation.assistantId,
    call_control_id: conversation.callControlId,
    tool: tool.name,
    arguments: args,
    ...request,
    state: 'pending',
    status: null,
    answer: null,
    error: null,
    duration_ms: null,
  });
  Object.assign(row, await exchange(world, request, tool.timeoutMs));
  row.duration_ms = world.clock.now() - startedAtMs;
  const isLate = await holdBack(world, row, tool.timeoutMs);
  const outcome = outcomeOf(row, isLate);
  row.state = outcome.failed ? 'failed' : 'answered';
  if (!outcome.failed) storeFields(tool, dialogue, outcome.result);
  return outcome;
}
