import { createRingLog } from '../ring-log.ts';
import type { RingLog } from '../ring-log.ts';

/** One request of a webhook tool, with everything that a checker needs to replay or forge it. */
export interface ToolCallRow {
  seq: number;
  id: string;
  at: string;
  conversation_id: string;
  assistant_id: string | null;
  call_control_id: string | null;
  tool: string;
  arguments: Record<string, unknown>;
  method: string;
  url: string;
  /** As sent, the secrets too: this is a development tool, and its keys are public knowledge. */
  headers: Record<string, string>;
  raw: string;
  state: 'pending' | 'answered' | 'failed';
  status: number | null;
  /** The answer's text as it came. */
  answer: string | null;
  /** `timeout`, or why no answer came. */
  error: string | null;
  duration_ms: number | null;
}

const KEPT_ROWS = 4000;

export function createToolLog(): RingLog<ToolCallRow> {
  return createRingLog<ToolCallRow>(KEPT_ROWS);
}
