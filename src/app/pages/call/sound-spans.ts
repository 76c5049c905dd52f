import type { CallStory } from '@core/contracts/call-story.ts';
import type { QualitySpan, SoundTrouble } from '@core/contracts/quality-card.ts';

/** A stretch of the call that sounded badly to a member. */
export interface SoundSpan {
  id: string;
  what: SoundTrouble;
  /** Whose browser counted; null: somebody who is not known any more. */
  name: string | null;
  fromMs: number;
  /** Null: it goes on. */
  toMs: number | null;
  figures: QualitySpan;
}

/** The stretches on the call's axis. One whose end nobody told ended with the call. */
export function soundSpans({
  call,
  quality,
  people,
}: Pick<CallStory, 'call' | 'quality' | 'people'>): readonly SoundSpan[] {
  const since = Date.parse(call.startedAt);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const after = (at: string) => Math.max(0, Date.parse(at) - since);
  return quality.flatMap((span): SoundSpan[] => {
    if (span.what === 'whole') return [];
    const ends = [span.until, call.endedAt].filter((at) => at !== null).map(after);
    return [
      {
        id: span.id,
        what: span.what,
        name: names.get(span.member_id) ?? null,
        fromMs: after(span.since),
        toMs: ends.length > 0 ? Math.min(...ends) : null,
        figures: span,
      },
    ];
  });
}
