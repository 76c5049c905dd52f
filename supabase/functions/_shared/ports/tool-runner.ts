import type { ToolRun } from '../core/ai-tool-answers.ts';
import type { AiTool, ToolArguments, ToolReason } from '../core/contracts/ai-tools.ts';

/** A tool call that Telnyx signed. Whose it is follows from the call, never from what the model wrote. */
export interface ToolRequest {
  /** Hex SHA-256 of signature, call and tool: the same request twice is one request. */
  requestId: string;
  callControlId: string | null;
  /** Telnyx's conversation, of the test panel only. */
  testConversationId: string | null;
  tool: AiTool;
  arguments: ToolArguments;
}

/** Why a request did not come as far as the database's rules. */
export type RefusalReason =
  | 'missing_signature'
  | 'bad_signature'
  | 'stale'
  | 'not_configured'
  | 'bad_token'
  | 'too_large'
  | Extract<ToolReason, 'invalid_arguments' | 'unknown_tool' | 'unavailable'>;

/** A request that was refused before it ran. */
export interface ToolRefusal {
  /** Null while nothing proves that Telnyx sent it: it then belongs to nobody [I9]. */
  requestId: string | null;
  callControlId: string | null;
  tool: string;
  reason: RefusalReason;
  detail: Record<string, string | number | string[]>;
}

/** Runs the AI's tools. Each method is one round trip and one transaction. */
export interface ToolRunner {
  /** Does what is asked, or says why not; the row of the tool call is written either way [I14]. */
  run(request: ToolRequest): Promise<ToolRun>;
  /** Writes the audit row of a request that was refused before it ran; bounded for strangers. */
  refused(refusal: ToolRefusal): Promise<void>;
}
