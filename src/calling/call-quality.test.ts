import { describe, expect, it } from 'vitest';
import { createQualityJudge, type LegTraffic } from './call-quality.ts';

/** Each sample of a call: how many of 50 packets arrive, and what else is measured. */
type Sample = Partial<Omit<LegTraffic, 'receivedPackets' | 'lostPackets'>> & { arrive?: number };

function judge(samples: Sample[]) {
  const judgeOne = createQualityJudge();
  const traffic = { receivedPackets: 0, lostPackets: 0, pathAnswers: 0 };
  return samples.map(({ arrive = 50, lostOutPart = 0, roundTripMs = 40, pathAnswers = 1 }) => {
    traffic.receivedPackets += arrive;
    if (arrive > 0) traffic.lostPackets += 50 - arrive;
    traffic.pathAnswers += pathAnswers;
    return judgeOne({ ...traffic, lostOutPart, roundTripMs, jitterMs: null });
  });
}
const times = (count: number, second: Sample): Sample[] =>
  Array.from({ length: count }, () => second);

describe('the quality of a call', () => {
  it('is good where little is lost, and after one burst', () => {
    expect(judge([...times(10, {}), { arrive: 45 }, ...times(10, {})])).not.toContain('losing_in');
  });

  it('names what does not arrive here, and what does not arrive there', () => {
    expect(judge(times(14, { arrive: 47 })).at(-1)).toBe('losing_in');
    expect(judge(times(14, { lostOutPart: 0.05 })).at(-1)).toBe('losing_out');
    expect(judge(times(14, { roundTripMs: 600 })).at(-1)).toBe('slow');
  });

  it('does not flicker at the edge', () => {
    const edge = Array.from({ length: 40 }, (_, second) => ({ arrive: second % 2 ? 48 : 49 }));
    const said = judge([...times(14, { arrive: 46 }), ...edge]).slice(14);
    expect(new Set(said)).toEqual(new Set(['losing_in']));
  });

  it('three samples of nothing: the network is gone where nobody answers, else it is their line', () => {
    const talk = times(5, {});
    expect(judge([...talk, ...times(3, { arrive: 0, pathAnswers: 0 })]).at(-1)).toBe('cut');
    expect(judge([...talk, ...times(3, { arrive: 0 })]).at(-1)).toBe('far_silent');
    expect(judge([...talk, { arrive: 0 }]).at(-1)).toBe('good');
  });

  it('is good again with the first sound after an interruption', () => {
    const said = judge([...times(5, {}), ...times(4, { arrive: 0, pathAnswers: 0 }), {}]);
    expect(said.at(-1)).toBe('good');
  });
});
