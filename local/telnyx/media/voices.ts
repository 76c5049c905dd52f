import type { Leg } from './leg.ts';

/** The bridge or the conference of a leg, and the supervisors who speak into it. */
function* conversationOf(leg: Leg): Generator<Leg> {
  // On hold at the browser: it hears nobody.
  if (leg.held) return;
  for (const other of leg.hears) {
    yield other;
    for (const [supervisor, role] of other.supervisors) if (role === 'barge') yield supervisor;
  }
  for (const [supervisor, role] of leg.supervisors) if (role !== 'monitor') yield supervisor;
}

function isSupervised(leg: Leg): boolean {
  if (leg.supervisors.size > 0) return true;
  for (const other of leg.hears) if (other.supervisors.size > 0) return true;
  return false;
}

/**
 * Whose mouths a leg hears in this tick, each once and never its own: those that it is joined with,
 * supervisors who whisper to it or barge in, and, for a supervisor, the supervised leg and all whom
 * that one hears.
 */
export function voicesOf(leg: Leg): ReadonlySet<Leg> {
  // Asked for each leg fifty times a second; most have nothing to do with a supervisor.
  if (!leg.held && !leg.supervises && !isSupervised(leg)) return leg.hears;
  const voices = new Set(conversationOf(leg));
  if (leg.supervises) {
    voices.add(leg.supervises);
    for (const voice of conversationOf(leg.supervises)) voices.add(voice);
  }
  voices.delete(leg);
  return voices;
}
