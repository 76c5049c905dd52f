/** What came and went on a leg since it began, as the browser counts it. */
export interface LegTraffic {
  receivedPackets: number;
  lostPackets: number;
  /** Of what this browser sent lately, the part that did not arrive; null: not known. */
  lostOutPart: number | null;
  roundTripMs: number | null;
  /** How unevenly packets come. */
  jitterMs: number | null;
  /** Answers of the network's end to "are you there": the way is open, whatever the sound does. */
  pathAnswers: number;
}

/**
 * How the sound of a call is, and whose side it is on:
 * `losing_in`, `losing_out`, `slow`: this network; `cut`: it is gone; `far_silent`: the other's line.
 */
export type LineQuality = 'good' | 'losing_in' | 'losing_out' | 'slow' | 'cut' | 'far_silent';

export const SAMPLE_MS = 500;
/** Loss is judged over so many samples, so that one burst is no verdict. */
const WINDOW = 12;
/** A verdict stands until things are clearly better: no flicker at the edge. */
const LOSS_BAD = 0.025;
const LOSS_GOOD = 0.01;
const SLOW_MS = 400;
const SLOW_GOOD_MS = 300;
/** Samples without a packet: 25 of them are due in each. */
const SILENT_SAMPLES = 3;

/** Judges one leg, sample after sample, half a second apart. */
export function createQualityJudge(): (traffic: LegTraffic) => LineQuality {
  let samples: LegTraffic[] = [];
  let silentFor = 0;
  let answersBeforeSilence = 0;
  let verdict: LineQuality = 'good';

  const silence = (traffic: LegTraffic): LineQuality | null => {
    const before = samples.at(-1);
    const isSilent = before !== undefined && traffic.receivedPackets <= before.receivedPackets;
    if (!isSilent) {
      silentFor = 0;
      answersBeforeSilence = traffic.pathAnswers;
      return null;
    }
    silentFor += 1;
    if (silentFor < SILENT_SAMPLES) return null;
    // One answer may have been on its way when the sound stopped.
    return traffic.pathAnswers > answersBeforeSilence + 1 ? 'far_silent' : 'cut';
  };

  const loss = (): LineQuality => {
    const [first, last] = [samples[0], samples.at(-1)];
    if (!first || !last || samples.length < WINDOW) return 'good';
    const lost = Math.max(0, last.lostPackets - first.lostPackets);
    const all = lost + last.receivedPackets - first.receivedPackets;
    const lostOut = average(samples.map(({ lostOutPart }) => lostOutPart));
    const delayMs = average(samples.map(({ roundTripMs }) => roundTripMs));
    const limit = (kind: LineQuality, bad: number, good: number) => (verdict === kind ? good : bad);
    if (all > 0 && lost / all >= limit('losing_in', LOSS_BAD, LOSS_GOOD)) return 'losing_in';
    if (lostOut >= limit('losing_out', LOSS_BAD, LOSS_GOOD)) return 'losing_out';
    if (delayMs >= limit('slow', SLOW_MS, SLOW_GOOD_MS)) return 'slow';
    return 'good';
  };

  return (traffic) => {
    const silent = silence(traffic);
    // After an interruption what was lost in it says nothing about now.
    if (silent) samples = [traffic];
    else samples = [...samples, traffic].slice(-WINDOW);
    verdict = silent ?? loss();
    return verdict;
  };
}

function average(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
}
