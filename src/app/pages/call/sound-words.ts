import { firstName } from '@/calling/selectors.ts';
import { qualityCopy as copy } from '@/components/calling/quality-copy.ts';
import { figureWords } from '@/components/calling/quality-words.ts';
import { clockTime } from '@/lib/duration.ts';
import type { CallStory } from '@core/contracts/call-story.ts';
import type { SoundSpan } from './sound-spans.ts';

/** "Ana’s network is losing packets". */
export function soundTitle({ what, name }: SoundSpan, outside: string): string {
  return copy.brief[what](firstName(name ?? copy.somebody), firstName(outside));
}

/** The same with how long, and the figures of its worst moment. */
export function soundWords(span: SoundSpan, outside: string): string {
  const { fromMs, toMs } = span;
  const length = toMs === null ? copy.goesOn : copy.lasted(clockTime((toMs - fromMs) / 1_000));
  return [soundTitle(span, outside), length, figureWords(span.figures)].filter(Boolean).join(', ');
}

/** How the whole call sounded to each who talked in it, as name and figures. */
export function wholeFacts({ quality, people }: CallStory): [string, string][] {
  return quality
    .filter(({ what }) => what === 'whole')
    .map(({ member_id, ...figures }): [string, string] => {
      const name = people.find(({ id }) => id === member_id)?.name ?? copy.somebody;
      return [copy.at(firstName(name)), figureWords(figures) || copy.good];
    });
}
