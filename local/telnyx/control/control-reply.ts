import type { World } from '../world.ts';

export interface ControlRequest {
  world: World;
  params: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
}

export type ControlReply = { status: number; body: unknown } | { status: number; wav: Uint8Array };

export type ControlErrorCode =
  | 'invalid_body'
  | 'invalid_field'
  | 'not_found'
  | 'number_not_ours'
  | 'not_in_this_state'
  | 'foreign_origin';

export function answerWith(body: unknown, status = 200): ControlReply {
  return { status, body };
}

const STATUS: Record<ControlErrorCode, number> = {
  invalid_body: 400,
  invalid_field: 422,
  not_found: 404,
  number_not_ours: 404,
  not_in_this_state: 409,
  foreign_origin: 403,
};

/** `{"error":{"code","message"}}` with a fitting status. */
export function controlError(code: ControlErrorCode, message: string): ControlReply {
  return { status: STATUS[code], body: { error: { code, message } } };
}
