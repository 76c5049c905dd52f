import { setTimeout as delay } from 'node:timers/promises';
import type { MediaEngine } from '../media/media-engine.ts';

/** A browser sends a packet each 20 ms, muted or held or not; this long without one is no page. */
const PATIENCE_MS = 500;
const LOOK_EACH_MS = 40;
/** Packets on their way when the question was asked prove nothing. */
const IN_FLIGHT_MS = 60;

/** Whether the browser behind a leg goes on sending RTP from now on. */
export async function hasLiveMedia(media: MediaEngine, legId: string): Promise<boolean> {
  const askedAtMs = performance.now();
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs = performance.now() - askedAtMs) {
    const ageMs = await media.peerRtpAgeMs(legId);
    if (ageMs === null) return false;
    if (ageMs < performance.now() - askedAtMs - IN_FLIGHT_MS) return true;
    await delay(LOOK_EACH_MS);
  }
  return false;
}
