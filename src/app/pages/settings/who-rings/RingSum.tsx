import { TriangleAlert } from 'lucide-react';
import type { TeamMember } from '@/data/team.queries.ts';
import type { RingLine } from '@/data/who-rings.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { lengthWords } from './length-words.ts';
import { isReachable } from './reachable.ts';
import { answersOverflow, type RingDraft, totalSeconds } from './ring-draft.ts';
import { whoRingsCopy } from './who-rings-copy.ts';

export interface RingSumProps {
  draft: RingDraft;
  line: RingLine;
  team: readonly TeamMember[];
}

/** What a caller goes through, in a sentence, and whether anybody could answer now. */
export function RingSum({ draft, line, team }: RingSumProps) {
  const copy = useCopy(whoRingsCopy);
  const seconds = totalSeconds(draft, line.ai);
  const then = copy.afterwards[answersOverflow(line.ai) ? 'ai' : draft.outcome];
  const rung = new Set(draft.steps.flatMap((step) => step.memberIds));
  const isNobodyThere =
    team.length > 0 &&
    !team.some(
      (member) => isReachable(member) && (draft.strategy === 'all' || rung.has(member.memberId)),
    );
  return (
    <div className="grid gap-1">
      {Number.isFinite(seconds) ? <p>{copy.total(lengthWords(seconds), then)}</p> : null}
      {isNobodyThere ? (
        <p className="flex gap-2 text-small text-warning-text">
          <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden="true" />
          {draft.outcome === 'none' && !answersOverflow(line.ai)
            ? copy.nobodyWaits
            : copy.nobodyNow}
        </p>
      ) : null}
    </div>
  );
}
