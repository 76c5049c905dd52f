/**
 * JSON-RPC 2.0 text frames, as `@telnyx/webrtc` sends and reads them. Everything that comes from outside
 * is `unknown` until one of these readers has looked at it.
 */
export type Fields = Record<string, unknown>;

/** A request of the browser's SDK: a string id, which the answer repeats. */
export interface ClientRequest {
  id: string | number;
  method: string;
  params: Fields;
}

/** Errors as Telnyx numbers them. */
export const RTC_ERROR = {
  authenticationFailed: { code: -32001, message: 'Authentication Failure' },
  callDoesNotExist: { code: -32002, message: 'CALL DOES NOT EXIST' },
  badSdp: { code: -32002, message: 'INVALID SDP' },
  badRequest: { code: -32602, message: 'Invalid params' },
  unknownMethod: { code: -32601, message: 'Method not found' },
  notLoggedIn: { code: -32001, message: 'Authentication required' },
  internal: { code: -32603, message: 'Internal error' },
} as const;

export interface RtcError {
  code: number;
  message: string;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a frame. Null for everything that wants no answer: speed tests (`#SP...`), debug reports,
 * acknowledgements of our own requests, and nonsense.
 */
export function parseRequest(text: string): ClientRequest | null {
  if (!text.startsWith('{')) return null;
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isFields(frame)) return null;
  const { id, method, params } = frame;
  if (typeof method !== 'string') return null;
  if (typeof id !== 'string' && typeof id !== 'number') return null;
  return { id, method, params: isFields(params) ? params : {} };
}

export function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function number(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function fieldsOf(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isFields(value) ? value : {};
}

/** The browser names its call in `dialogParams`; `updateMedia` also at the top. */
export function callIdOf(params: Fields): string | undefined {
  return text(fieldsOf(params, 'dialogParams'), 'callID') ?? text(params, 'callID');
}

/** Custom SIP headers; entries without a name or value are left out. */
export function customHeadersOf(dialogParams: Fields): { name: string; value: string }[] {
  const headers = dialogParams['custom_headers'];
  if (!Array.isArray(headers)) return [];
  return headers.filter(isFields).flatMap((header) => {
    const name = text(header, 'name');
    const value = header['value'];
    return name && typeof value === 'string' ? [{ name, value }] : [];
  });
}
