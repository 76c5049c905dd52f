import { type AiLanguage, aiLanguage } from '../_shared/core/contracts/ai-profile.ts';
import { isAiTool, readToolArguments } from '../_shared/core/contracts/ai-tools.ts';
import { parseJson } from '../_shared/http/body.ts';
import type { ToolRefusal, ToolRequest } from '../_shared/ports/tool-runner.ts';

/** Longer than any that Telnyx gives out. */
const MOST_ID_CHARACTERS = 300;

type Misread = 'unknown_tool' | 'invalid_arguments';

export type ReadToolCall =
  | { ok: true; request: ToolRequest }
  | { ok: false; refusal: ToolRefusal & { reason: Misread }; problems: string[] };

/**
 * Makes a tool call of a request that has passed the gate. The call is the one that Telnyx names in
 * its header; a body is written by the model, so what it says about that is dropped. Only where no
 * call is named may the body name a conversation of the test panel (a preset field of the draft).
 */
export async function readToolCall(
  signature: Uint8Array<ArrayBuffer>,
  request: Request,
  body: Uint8Array,
): Promise<ReadToolCall> {
  const tool = toolName(request);
  const header = request.headers.get('x-telnyx-call-control-id') ?? '';
  const callControlId = header === '' ? null : header.slice(0, MOST_ID_CHARACTERS);
  const requestId = await idOf(signature, `${callControlId ?? ''}\n${tool}`);
  const refuse = (reason: Misread, problems: string[]): ReadToolCall => {
    // Names only: what callers say is no business of the audit log.
    const detail = { problems, bytes: body.byteLength };
    return { ok: false, refusal: { requestId, callControlId, tool, reason, detail }, problems };
  };
  if (!isAiTool(tool)) return refuse('unknown_tool', []);
  const parsed = parseJson(body);
  if (!isObject(parsed)) return refuse('invalid_arguments', ['body']);
  const {
    'x-telnyx-call-control-id': _header,
    call_control_id: _call,
    test_conversation: test,
    ...fields
  } = parsed;
  const read = readToolArguments(tool, fields);
  if (!read.ok) return refuse('invalid_arguments', read.problems);
  const testConversationId = callControlId === null ? conversationId(test) : null;
  const call = { requestId, callControlId, testConversationId, tool };
  return { ok: true, request: { ...call, arguments: read.arguments } };
}

/** The path's last segment, in harmless characters: it goes into the audit log. */
export function toolName(request: Request): string {
  const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
  return name.replaceAll(/[^\w.-]/g, '?').slice(0, 60);
}

/**
 * The language of the assistant that asks, which stands in its tools' addresses: a call that began in
 * another may have been handed on. Null: the call's own.
 */
export function spokenLanguage(request: Request): AiLanguage | null {
  const named = aiLanguage.safeParse(new URL(request.url).searchParams.get('language'));
  return named.success ? named.data : null;
}

/**
 * The same request twice has one id. Ed25519 is deterministic and signs only second and body, so two
 * callers who are looked up within a second have one signature: the call belongs to the id.
 */
async function idOf(signature: Uint8Array<ArrayBuffer>, about: string): Promise<string> {
  const named = await new Blob([signature, about]).arrayBuffer();
  const digest = await crypto.subtle.digest('SHA-256', named);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function conversationId(value: unknown): string | null {
  return typeof value === 'string' && /^[\w-]{1,100}$/.test(value) ? value : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
