import type { RtcSocket } from './rtc-socket.ts';

/** Missed this many pings in a row: the connection is dead, whatever TCP says. */
const MAX_MISSED_PINGS = 4;

/**
 * Pings every socket, because the SDK takes 20 s without a word for a dead connection. The SDK does not
 * answer by id; it sends a ping of its own.
 * @returns stops it
 */
export function startKeepalive(sockets: ReadonlySet<RtcSocket>, intervalMs: number): () => void {
  const timer = setInterval(() => {
    const deadline = performance.now() - MAX_MISSED_PINGS * intervalMs;
    for (const socket of sockets) {
      if (socket.lastInboundAtMs < deadline) socket.terminate();
      else socket.request('ping', { serno: Math.floor(Date.now() / 1000) });
    }
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
