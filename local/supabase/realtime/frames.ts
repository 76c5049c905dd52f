/**
 * The wire format of Supabase Realtime: Phoenix channels in two versions. 1.0.0 sends objects,
 * 2.0.0 arrays and binary frames for broadcasts (source: realtime-js 2.119.1, lib/serializer.ts).
 */
export type ProtocolVersion = '1.0.0' | '2.0.0';

/** A frame in either version. */
export interface Frame {
  joinRef: string | null;
  ref: string | null;
  /** With the "realtime:" prefix. */
  topic: string;
  event: string;
  payload: Record<string, unknown>;
}

/** A broadcast on its way to subscribers. A Buffer is a client's binary payload. */
export interface Broadcast {
  event: string;
  payload: unknown;
  meta?: Record<string, unknown>;
}

const kindBroadcastPush = 3;
const kindBroadcast = 4;
const encodingBinary = 0;
const encodingJson = 1;

/** Reads a frame; null when it is not one. */
export function decodeFrame(
  data: Buffer,
  isBinary: boolean,
  version: ProtocolVersion,
): Frame | null {
  try {
    if (isBinary) return decodeBroadcastPush(data);
    const value: unknown = JSON.parse(data.toString('utf8'));
    return version === '2.0.0' ? fromArray(value) : fromObject(value);
  } catch {
    return null;
  }
}

/** Writes a frame as text. */
export function encodeFrame(frame: Frame, version: ProtocolVersion): string {
  const { joinRef, ref, topic, event, payload } = frame;
  return version === '2.0.0'
    ? JSON.stringify([joinRef, ref, topic, event, payload])
    : JSON.stringify({ join_ref: joinRef, ref, topic, event, payload });
}

/**
 * Writes a broadcast. Clients of both versions read JSON payloads as text; a binary payload needs
 * a binary frame, which version 1.0.0 does not have (null).
 */
export function encodeBroadcast(
  topic: string,
  broadcast: Broadcast,
  version: ProtocolVersion,
): string | Buffer | null {
  if (Buffer.isBuffer(broadcast.payload)) {
    return version === '2.0.0' ? encodeBinaryBroadcast(topic, broadcast, broadcast.payload) : null;
  }
  const { event, payload, meta } = broadcast;
  const body = { type: 'broadcast', event, payload, ...(meta ? { meta } : {}) };
  const frame = { joinRef: null, ref: null, topic, event: 'broadcast', payload: body };
  return encodeFrame(frame, version);
}

function fromArray(value: unknown): Frame | null {
  if (!Array.isArray(value)) return null;
  const [joinRef, ref, topic, event, payload] = value as unknown[];
  return checkedFrame(joinRef, ref, topic, event, payload);
}

function fromObject(value: unknown): Frame | null {
  if (typeof value !== 'object' || value === null) return null;
  const frame = value as Record<string, unknown>;
  return checkedFrame(
    frame['join_ref'],
    frame['ref'],
    frame['topic'],
    frame['event'],
    frame['payload'],
  );
}

function checkedFrame(
  joinRef: unknown,
  ref: unknown,
  topic: unknown,
  event: unknown,
  payload: unknown,
): Frame | null {
  if (typeof topic !== 'string' || typeof event !== 'string') return null;
  const body = typeof payload === 'object' && payload !== null ? payload : {};
  return {
    joinRef: joinRef === undefined || joinRef === null ? null : String(joinRef),
    ref: ref === undefined || ref === null ? null : String(ref),
    topic,
    event,
    payload: body as Record<string, unknown>,
  };
}

/** Kind 3: seven bytes of kind, five lengths and encoding, the five texts, the payload. */
function decodeBroadcastPush(data: Buffer): Frame | null {
  if (data[0] !== kindBroadcastPush || data.length < 7) return null;
  let offset = 7;
  const texts = [1, 2, 3, 4, 5].map((index) => {
    const length = data[index] ?? 0;
    const text = data.toString('utf8', offset, offset + length);
    offset += length;
    return text;
  });
  if (offset > data.length) return null;
  const [joinRef = '', ref = '', topic = '', event = ''] = texts;
  const body = data.subarray(offset);
  const payload: unknown = data[6] === encodingJson ? JSON.parse(body.toString('utf8')) : body;
  return {
    joinRef: joinRef || null,
    ref: ref || null,
    topic,
    event: 'broadcast',
    payload: { type: 'broadcast', event, payload },
  };
}

/** Kind 4: five bytes of kind, three lengths and encoding, the three texts, the payload. */
function encodeBinaryBroadcast(topic: string, broadcast: Broadcast, payload: Buffer): Buffer {
  const texts = [topic, broadcast.event, broadcast.meta ? JSON.stringify(broadcast.meta) : ''].map(
    (text) => Buffer.from(text, 'utf8'),
  );
  const lengths = texts.map((text) => text.length);
  const head = Buffer.from([kindBroadcast, ...lengths, encodingBinary]);
  return Buffer.concat([head, ...texts, payload]);
}
