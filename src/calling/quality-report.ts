import type { LegTraffic, LineQuality } from './call-quality.ts';
import type { ClockPort, QualityPort, QualityReport } from './ports.ts';
import { serverNow } from './server-clock.ts';
import { createSoundFigures } from './sound-figures.ts';

/** A change counts when it stands for so long: what comes and goes is nobody's news. */
const SETTLE_MS = 2_000;
const RETRY_MS = 3_000;
/** While the network is away the changes wait; the oldest go first. */
const MOST_WAITING = 40;

/** How a call sounds at one moment, twice a second. */
export interface Sound {
  callId: string;
  what: LineQuality;
  traffic: LegTraffic | null;
  /** It was there before this page: what the last page said of it is not known. */
  isRecalled: boolean;
}

interface Listening {
  callId: string;
  beganAt: number;
  said: LineQuality | null;
  unsettled: { what: LineQuality; at: number } | null;
  figures: ReturnType<typeof createSoundFigures>;
}

/**
 * Tells the server of changes in how my call sounds, and of the whole at its end, so that those who talk
 * with me, or listen, know whose network it is. What could not be told in an outage is told after it.
 */
export function createQualityReport(deps: {
  quality: QualityPort;
  clock: ClockPort;
  clockOffsetMs: () => number;
}): (sound: Sound | null) => void {
  const { quality, clock } = deps;
  const waiting: { callId: string; reports: QualityReport[] }[] = [];
  let listening: Listening | null = null;
  let isSending = false;
  let triedAt = Number.NEGATIVE_INFINITY;

  const put = (callId: string, report: QualityReport) => {
    const last = waiting.at(-1);
    if (last?.callId === callId) last.reports.push(report);
    else waiting.push({ callId, reports: [report] });
    waiting[0]?.reports.splice(0, waiting[0].reports.length - MOST_WAITING);
    triedAt = Number.NEGATIVE_INFINITY;
  };

  const send = async () => {
    const [first] = waiting;
    if (!first || isSending || clock.now() - triedAt < RETRY_MS) return;
    isSending = true;
    triedAt = clock.now();
    const { reports } = first;
    const told = [...reports];
    const result = await quality.report(first.callId, told);
    isSending = false;
    // What the server does not want it will not want later either.
    if (!result.ok && result.error.code === 'offline') return;
    reports.splice(0, told.length);
    if (reports.length === 0) waiting.splice(waiting.indexOf(first), 1);
    triedAt = Number.NEGATIVE_INFINITY;
  };

  const at = (localMs: number) => serverNow(localMs, deps.clockOffsetMs());

  const begin = ({ callId, isRecalled }: Sound): Listening => ({
    callId,
    beganAt: clock.now(),
    said: isRecalled ? null : 'good',
    unsettled: null,
    figures: createSoundFigures(),
  });

  const end = ({ callId, said, beganAt, figures }: Listening) => {
    if (said !== 'good') put(callId, { what: 'good', at: at(clock.now()) });
    if (figures.hasAny()) put(callId, { what: 'whole', at: at(beganAt), ...figures.whole() });
  };

  const hear = (heard: Listening, { what, traffic }: Sound) => {
    if (traffic) heard.figures.add(traffic);
    const now = clock.now();
    if (what === heard.said) heard.unsettled = null;
    else if (heard.unsettled?.what !== what) heard.unsettled = { what, at: now };
    else if (now - heard.unsettled.at >= SETTLE_MS) {
      put(heard.callId, { what, at: at(heard.unsettled.at), ...heard.figures.now() });
      heard.said = what;
      heard.unsettled = null;
    }
  };

  return (sound) => {
    if (listening && listening.callId !== sound?.callId) {
      end(listening);
      listening = null;
    }
    if (sound) {
      listening ??= begin(sound);
      hear(listening, sound);
    }
    void send();
  };
}
