import { describe, expect, it } from 'vitest';
import { storyAt, storyOf } from '@/testing/call-story.ts';
import type { QualitySpan } from '@core/contracts/quality-card.ts';
import { callFacts } from './call-facts.ts';
import { callPeople } from './call-people.ts';
import { callSteps } from './call-steps.ts';
import { soundSpans } from './sound-spans.ts';
import { stepWords } from './step-words.ts';
import { supportBundle } from './support-bundle.ts';

const spanOf = (span: Partial<QualitySpan> = {}): QualitySpan => ({
  id: 's1',
  member_id: 'ana',
  what: 'losing_out',
  since: storyAt(40),
  until: storyAt(65),
  loss_in: 0,
  loss_out: 4.2,
  jitter_ms: 31,
  round_trip_ms: null,
  ...span,
});

const wordsOf = (span: Partial<QualitySpan>, call = {}) => {
  const story = storyOf({ quality: [spanOf(span)], call });
  const step = callSteps(story, []).find(({ kind }) => kind === 'sound');
  return step ? stepWords(step, story.call, callPeople(story)) : null;
};

describe('how a call sounded', () => {
  it('is a step with name, length and figures; what was not lost is not told', () => {
    expect(wordsOf({})).toBe(
      'Ana’s network is losing packets, for 0:25, 4.2% lost on the way out, jitter 31 ms',
    );
    expect(wordsOf({ what: 'far_silent', loss_out: null, jitter_ms: null })).toBe(
      'Ana hears nothing from Maria’s line, for 0:25',
    );
  });

  it('ends with the call where nobody was left to tell its end, and goes on in one that goes on', () => {
    expect(wordsOf({ until: null, since: storyAt(170) })).toContain('for 0:10');
    expect(wordsOf({ until: null }, { status: 'active', endedAt: null })).toContain('still');
  });

  it('stays on the axis, whatever a browser’s clock said', () => {
    const story = storyOf({ quality: [spanOf({ since: storyAt(-9), until: storyAt(900) })] });
    expect(soundSpans(story)).toMatchObject([{ fromMs: 0, toMs: 180_000 }]);
  });

  it('the whole is a figure beside the others and no stretch', () => {
    const whole = spanOf({ what: 'whole', loss_in: 0.3, loss_out: 0, jitter_ms: 12 });
    const story = storyOf({ quality: [whole] });
    expect(soundSpans(story)).toEqual([]);
    expect(callFacts(story, [], callPeople(story))).toContainEqual([
      'Sound at Ana',
      '0.3% lost on the way here, jitter 12 ms',
    ]);
  });

  it('is in the support bundle, by id', () => {
    const bundle = supportBundle(storyOf({ quality: [spanOf()] }), [], storyAt(200));
    expect(JSON.parse(bundle)).toMatchObject({ quality: [{ member_id: 'ana', loss_out: 4.2 }] });
    expect(bundle).not.toContain('"Ana"');
  });
});
