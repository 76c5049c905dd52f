import {
  personAnswer,
  refusedAnswer,
  type ToolAnswer,
  toolAnswer,
} from '../_shared/core/ai-tool-answers.ts';
import type { AiLanguage } from '../_shared/core/contracts/ai-profile.ts';
import { readBody } from '../_shared/http/body.ts';
import { json, problem } from '../_shared/http/problem.ts';
import type { Background, Logger } from '../_shared/ports/runtime.ts';
import type {
  RefusalReason,
  ToolRefusal,
  ToolRequest,
  ToolRunner,
} from '../_shared/ports/tool-runner.ts';
import { type GateDeps, passGate } from './gate.ts';
import { type ReadToolCall, readToolCall, spokenLanguage, toolName } from './read-tool-call.ts';
import { createStrangerBudget } from './stranger-budget.ts';

export interface ToolsDeps extends GateDeps {
  tools: ToolRunner;
  /** Rings people for a call that the AI has. */
  requestPerson(
    callId: string,
    request: { reason: string; urgent: boolean; source: 'tool' },
  ): Promise<'asked' | 'already' | 'not_possible'>;
  log: Logger;
  background: Background;
}

/** A tool's arguments are a few hundred bytes. */
const MAX_BODY_BYTES = 16_384;
/** The assistant waits for 6 s; an apology must come before that. */
const ANSWER_WITHIN_MS = 4_000;
const STRANGERS_PER_MINUTE = 60;

/**
 * The AI's tools: `POST /ai-dispatcher-tools/<tool>`, signed by Telnyx. What the model should hear is
 * answered with 200, also a refusal: it can then tell the caller something sensible. "Booked" is
 * answered after the commit [I10].
 */
export function createToolsHandler(deps: ToolsDeps): (request: Request) => Promise<Response> {
  const mayWriteDown = createStrangerBudget(deps.clock, STRANGERS_PER_MINUTE);
  const turnAway = (request: Request, reason: RefusalReason): Response => {
    const tool = toolName(request);
    deps.log.warn('tool call refused', { tool, reason });
    // Nothing proves which call it is about, so none is named: nobody writes into a business's log.
    const stranger = { requestId: null, callControlId: null, tool, reason, detail: {} };
    if (mayWriteDown()) writeDown(deps, stranger);
    return reason === 'too_large'
      ? problem('payload_too_large', undefined, { reason })
      : problem('unauthorized', 'The signature or the token does not hold.', { reason });
  };
  return async (request) => {
    if (request.method !== 'POST') return problem('method_not_allowed');
    const read = await readBody(request, MAX_BODY_BYTES);
    if (!read.ok) return turnAway(request, 'too_large');
    const passed = await passGate(deps, request, read.bytes);
    if (!passed.ok) return turnAway(request, passed.reason);
    const call = await readToolCall(passed.signature, request, read.bytes);
    if (!call.ok) return json(refuse(deps, call));
    return json(await answer(deps, call.request, spokenLanguage(request)));
  };
}

/** Telnyx sent it, and the model got it wrong, or was talked into it. */
function refuse(
  deps: ToolsDeps,
  { refusal, problems }: Extract<ReadToolCall, { ok: false }>,
): ToolAnswer {
  deps.log.warn('tool call refused', { tool: refusal.tool, reason: refusal.reason });
  writeDown(deps, refusal);
  return refusedAnswer(refusal.reason, problems.length > 0 ? { arguments: problems } : {});
}

async function answer(
  deps: ToolsDeps,
  request: ToolRequest,
  language: AiLanguage | null,
): Promise<ToolAnswer> {
  const done = carryOut(deps, request, language);
  const timeIsUp = deps.clock.sleep(ANSWER_WITHIN_MS).then(() => null);
  try {
    const answered = await Promise.race([done, timeIsUp]);
    if (answered) return answered;
    deps.log.error('tool call too slow', { tool: request.tool });
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown';
    deps.log.error('tool call failed', { tool: request.tool, message });
  }
  const { requestId, callControlId, tool } = request;
  writeDown(deps, { requestId, callControlId, tool, reason: 'unavailable', detail: {} });
  return refusedAnswer('unavailable');
}

async function carryOut(
  deps: ToolsDeps,
  request: ToolRequest,
  language: AiLanguage | null,
): Promise<ToolAnswer> {
  const told = await deps.tools.run(request);
  const run = language ? { ...told, language } : told;
  if (request.tool !== 'request_person' || !run.ok || !run.callId) {
    return toolAnswer(request.tool, run, deps.clock.now());
  }
  const { reason, urgent } = request.arguments;
  const wanted = { reason: String(reason), urgent: urgent === true, source: 'tool' } as const;
  return personAnswer(await deps.requestPerson(run.callId, wanted));
}

/** After the answer: neither the caller nor a stranger waits for it. */
function writeDown(deps: ToolsDeps, refusal: ToolRefusal): void {
  const written = deps.tools.refused(refusal).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : 'unknown';
    deps.log.error('refusal not written down', { tool: refusal.tool, message });
  });
  deps.background(written);
}
