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
    expect(new Set(judge(times(40, { arrive: 49 })))).toEqual(new Set(['good']));
    const after = judge([...times(14, { arrive: 46 }), ...times(20, { arrive: 49 })]);
    expect(after.at(-1)).toBe('losing_in');
  });

  it('slow is said from 400 ms on, and until it is below 300', () => {
    expect(judge(times(14, { roundTripMs: 390 })).at(-1)).toBe('good');
    const eased = (roundTripMs: number) =>
      judge([...times(14, { roundTripMs: 410 }), ...times(14, { roundTripMs })]).at(-1);
    expect(eased(310)).toBe('slow');
    expect(eased(290)).toBe('good');
  });

  it('judges by no fewer than twelve samples', () => {
    const said = judge(times(12, { arrive: 40 }));
    expect(said.slice(0, 11)).not.toContain('losing_in');
    expect(said.at(11)).toBe('losing_in');
  });

  it('an answer that was on its way when the network went is no sign of it', () => {
    const rest = times(2, { arrive: 0, pathAnswers: 0 });
    const said = judge([...times(5, {}), { arrive: 0, pathAnswers: 1 }, ...rest]);
    expect(said.at(-1)).toBe('cut');
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
