import { factsOf, type ToolCall, visitMoment } from '@/components/calling/tool-words.ts';
import { cn } from '@/lib/cn.ts';
import type { StoryEvent } from '@core/contracts/call-story.ts';
import { callPageCopy } from './call-page-copy.ts';
import type { Step } from './call-steps.ts';
import { eventCopy } from './event-copy.ts';
import { FoundText } from './FoundText.tsx';
import { stepLook, toneText } from './step-icons.tsx';
import { commandFate } from './step-words.ts';

const { steps: copy } = callPageCopy;

interface ContentProps {
  step: Exclude<Step, { kind: 'said' }>;
  words: string;
  find: string;
  direction: string;
  isExact: boolean;
  /** What can be opened is reached by Tab. */
  isTabStop: boolean;
}

/** What happened at a step at which nothing was said. */
export function StepContent(props: ContentProps) {
  const { step, words, find, direction, isExact } = props;
  if (step.kind === 'tool') return <ToolStep tool={step.tool} {...props} />;
  const { Icon, tone } = stepLook(step, direction);
  return (
    <div className="min-w-0 text-small">
      <span className="flex flex-wrap items-center gap-x-2">
        <span className={cn('inline-flex min-h-5 items-center gap-1.75', toneText[tone])}>
          <Icon className="size-3.5" aria-hidden="true" />
          <span className="min-w-0 break-words">
            <FoundText text={words} find={find} />
          </span>
        </span>
        {isExact ? <RawName step={step} /> : null}
      </span>
      {step.kind === 'event' && isExact ? <Exact event={step.event} /> : null}
      {step.kind === 'command' ? (
        <span className="block pl-5.25 text-muted">{commandFate(step.command)}</span>
      ) : null}
    </div>
  );
}

/** The name that Telnyx or our own log uses, for whoever looks for a fault. */
function RawName({ step }: { step: ContentProps['step'] }) {
  const raw =
    step.kind === 'event' ? step.event.rawType : step.kind === 'command' ? step.command.kind : '';
  return <code className="font-mono text-2xs text-faint">{raw}</code>;
}

function Exact({ event }: { event: StoryEvent }) {
  const delay = Math.max(0, Date.parse(event.receivedAt) - Date.parse(event.at));
  return (
    <span className="block pl-5.25 text-2xs break-all text-faint">
      {event.ignoredReason === null ? null : (
        <span className="block text-muted">{eventCopy.ignored(event.ignoredReason)}</span>
      )}
      {event.source === 'telnyx' ? `${copy.received(delay)} · ` : null}
      {event.id}
    </span>
  );
}

function ToolStep(props: ContentProps & { tool: ToolCall }) {
  const { step, tool, find, words, direction, isTabStop } = props;
  const { Icon, tone } = stepLook(step, direction);
  const slots = slotsOf(tool);
  const at = step.kind === 'tool' ? Date.parse(step.segment.at) : 0;
  return (
    <details
      open={slots.length > 0}
      className="max-w-176 rounded-card bg-ai-soft px-3 py-2 text-small"
    >
      <summary
        tabIndex={isTabStop ? 0 : -1}
        className={cn('flex cursor-pointer items-center gap-1.75 font-medium', toneText[tone])}
      >
        <Icon className="size-3.5" aria-hidden="true" />
        <span className="min-w-0 flex-1">
          <FoundText text={words} find={find} />
        </span>
        <span className="font-normal tabular-nums">{copy.ms(tool.durationMs)}</span>
      </summary>
      <ToolFacts title={copy.asked} facts={factsOf(tool.arguments)} />
      {slots.length > 0 ? (
        <div className="mt-1.75 flex flex-wrap gap-1.5">
          {slots.map((slot) => (
            <span key={slot} className="rounded-chip bg-raised px-2 py-0.5 tabular-nums">
              {visitMoment(slot, at)}
            </span>
          ))}
        </div>
      ) : (
        <ToolFacts title={tool.ok ? copy.got : copy.refused} facts={factsOf(tool.result)} />
      )}
    </details>
  );
}

function slotsOf({ result }: ToolCall): string[] {
  const slots = result['slots'];
  if (!Array.isArray(slots)) return [];
  return slots.flatMap((slot: unknown) => {
    const startsAt =
      typeof slot === 'object' && slot !== null && 'startsAt' in slot ? slot.startsAt : null;
    return typeof startsAt === 'string' && !Number.isNaN(Date.parse(startsAt)) ? [startsAt] : [];
  });
}

function ToolFacts({ title, facts }: { title: string; facts: readonly [string, string][] }) {
  if (facts.length === 0) return null;
  return (
    <div className="mt-1.5">
      <p className="font-medium text-muted">{title}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
