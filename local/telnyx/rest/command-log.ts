import { createRingLog } from '../ring-log.ts';
import type { RingLog } from '../ring-log.ts';

/** One REST request that changes something, as it was received and answered. */
export interface CommandLogRow {
  seq: number;
  at: string;
  method: string;
  path: string;
  /** `dial`, a call action's name, or what else was asked for. */
  action: string;
  call_control_id: string | null;
  command_id: string | null;
  body: unknown;
  /** The status answered; null: the connection was cut before an answer (a fault). */
  status: number | null;
  deduplicated: boolean;
}

const KEPT_ROWS = 4000;
const SECRET_FIELDS = new Set(['password', 'token', 'sip_password', 'sip_auth_password']);

export function createCommandLog(): RingLog<CommandLogRow> {
  return createRingLog<CommandLogRow>(KEPT_ROWS);
}

/** The body without its secrets. */
export function withoutSecrets(body: Record<string, unknown>): Record<string, unknown> {
  const rows = Object.entries(body).map(([name, value]) => [
    name,
    SECRET_FIELDS.has(name) ? '********' : value,
  ]);
  return Object.fromEntries(rows) as Record<string, unknown>;
}
