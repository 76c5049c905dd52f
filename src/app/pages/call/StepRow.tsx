import { Link2 } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { speakerName } from '@/components/calling/use-call-transcript.ts';
import { Button } from '@/components/ui/Button.tsx';
import { callPath } from '@/lib/call-path.ts';
import { cn } from '@/lib/cn.ts';
import { clockTime } from '@/lib/duration.ts';
import type { StoryCall } from '@core/contracts/call-story.ts';
import { callPageCopy } from './call-page-copy.ts';
import type { Step } from './call-steps.ts';
import { FoundText } from './FoundText.tsx';
import { moveAmongSteps, stepElementId } from './step-element.ts';
import { StepContent } from './StepContent.tsx';

const { steps: copy } = callPageCopy;

const speakerTones = {
  ai: 'text-ai-text',
  tool: 'text-ai-text',
  caller: 'text-text',
  agent: 'text-accent-text',
  system: 'text-faint',
};

export interface StepRowProps {
  step: Step;
  call: StoryCall;
  words: string;
  /** Marked where it stands in the words. */
  find: string;
  isCurrent: boolean;
  /** Reached by Tab: one row of the list is. */
  isTabStop: boolean;
  /** Shows names, ids and times for whoever looks for a fault. */
  isExact: boolean;
  onChoose: (step: Step) => void;
  onCopyLink: (step: Step) => void;
}

/** One step: its time, which is its link, and what happened. */
export const StepRow = memo(function StepRow(props: StepRowProps) {
  const { step, call, words, find, isCurrent, isTabStop, isExact, onChoose, onCopyLink } = props;
  const clock = clockTime(step.atMs / 1_000);
  return (
    <li
      id={stepElementId(step.id)}
      data-step={step.id}
      aria-current={isCurrent ? 'step' : undefined}
      className={cn(
        'group/step relative grid scroll-mt-72 grid-cols-[2.5rem_minmax(0,1fr)] gap-x-2 rounded-control px-2 py-1.5 pr-9 [contain-intrinsic-size:auto_2.25rem] [content-visibility:auto] desk:grid-cols-[2.75rem_minmax(0,1fr)]',
        isCurrent ? 'bg-fill' : 'hover:bg-[color-mix(in_oklab,var(--fill)_50%,transparent)]',
      )}
    >
      <a
        href={callPath(call.id, { step: step.id })}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`${copy.at(clock)}, ${words}`}
        className="rounded-chip text-small leading-5 text-faint tabular-nums hover:text-text hover:underline"
        onKeyDown={moveAmongSteps}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onChoose(step);
        }}
      >
        {clock}
      </a>
      {step.kind === 'said' ? (
        <Said
          tone={speakerTones[step.segment.speaker]}
          name={speakerName(step.segment.speaker, call)}
          language={step.segment.language}
        >
          <FoundText text={step.segment.text} find={find} />
        </Said>
      ) : (
        <StepContent
          step={step}
          words={words}
          find={find}
          direction={call.direction}
          isExact={isExact}
          isTabStop={isTabStop}
        />
      )}
      <Button
        variant="ghost"
        size="sm"
        iconOnly
        tabIndex={isTabStop ? 0 : -1}
        aria-label={callPageCopy.copyLinkTo(clock, words)}
        title={callPageCopy.copyLink}
        className="absolute top-0.5 right-1 opacity-0 group-focus-within/step:opacity-100 group-hover/step:opacity-100 touch:opacity-100"
        onClick={() => onCopyLink(step)}
      >
        <Link2 aria-hidden="true" />
      </Button>
    </li>
  );
});

interface SaidProps {
  tone: string;
  name: string;
  language: string | null;
  children: ReactNode;
}

function Said({ tone, name, language, children }: SaidProps) {
  return (
    <div className="grid min-w-0 gap-x-2 desk:grid-cols-[4.5rem_minmax(0,1fr)]">
      <span className={cn('truncate font-medium', tone)}>
        {name}
        <span className="sr-only">:</span>
      </span>
      <p {...(language ? { lang: language } : {})} className="max-w-168 break-words">
        {children}
      </p>
    </div>
  );
}
