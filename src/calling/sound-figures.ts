import type { LegTraffic } from './call-quality.ts';
import type { SoundFigures } from './ports.ts';

/** The figures of now are those of the last so many samples. */
const NOW_SAMPLES = 12;

interface Sample {
  received: number;
  lost: number;
  lostOutPart: number | null;
  jitterMs: number | null;
  roundTripMs: number | null;
}

/** Adds up what the browser counts of a call, over all legs that it had. */
export function createSoundFigures() {
  let before: LegTraffic | null = null;
  let samples: Sample[] = [];
  const whole = { received: 0, lost: 0, out: mean(), roundTrip: mean(), jitterMs: 0 };

  return {
    add(traffic: LegTraffic): void {
      // Another leg counts from nothing.
      const isNewLeg = before === null || traffic.receivedPackets < before.receivedPackets;
      const base = isNewLeg ? traffic : (before ?? traffic);
      before = traffic;
      const sample = {
        received: traffic.receivedPackets - base.receivedPackets,
        lost: Math.max(0, traffic.lostPackets - base.lostPackets),
        lostOutPart: traffic.lostOutPart,
        jitterMs: traffic.jitterMs,
        roundTripMs: traffic.roundTripMs,
      };
      samples = [...samples, sample].slice(-NOW_SAMPLES);
      whole.received += sample.received;
      whole.lost += sample.lost;
      whole.out.add(sample.lostOutPart);
      whole.roundTrip.add(sample.roundTripMs);
      whole.jitterMs = Math.max(whole.jitterMs, sample.jitterMs ?? 0);
    },
    now(): SoundFigures {
      const [out, roundTrip] = [mean(), mean()];
      for (const { lostOutPart, roundTripMs } of samples) {
        out.add(lostOutPart);
        roundTrip.add(roundTripMs);
      }
      const sum = (of: (sample: Sample) => number) =>
        samples.reduce((all, one) => all + of(one), 0);
      const jitters = samples.flatMap(({ jitterMs }) => (jitterMs === null ? [] : [jitterMs]));
      return {
        lossIn: percent(
          sum(({ lost }) => lost),
          sum(({ received }) => received),
        ),
        lossOut: times100(out.value()),
        jitterMs: jitters.length > 0 ? Math.round(Math.max(...jitters)) : null,
        roundTripMs: rounded(roundTrip.value()),
      };
    },
    whole(): SoundFigures {
      return {
        lossIn: percent(whole.lost, whole.received),
        lossOut: times100(whole.out.value()),
        jitterMs: Math.round(whole.jitterMs),
        roundTripMs: rounded(whole.roundTrip.value()),
      };
    },
    hasAny: () => whole.received > 0,
  };
}

function mean() {
  let [sum, count] = [0, 0];
  return {
    add(value: number | null) {
      if (value === null) return;
      sum += value;
      count += 1;
    },
    value: () => (count > 0 ? sum / count : null),
  };
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value));
const times100 = (part: number | null) => (part === null ? null : Math.round(part * 1_000) / 10);

function percent(lost: number, received: number): number | null {
  return lost + received > 0 ? times100(lost / (lost + received)) : null;
}
