import { secondsSince } from '@/calling/server-clock.ts';
import { cn } from '@/lib/cn.ts';
import { clockTime } from '@/lib/duration.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';
import { aiCallCopy } from './ai-call-copy.ts';
import { LinkedNumbers } from './PhoneLink.tsx';
import { factsOf, type ToolCall, toolWords } from './tool-words.ts';
import { ToolIcon, toolTone } from './TranscriptLines.tsx';
import { speakerName } from './use-call-transcript.ts';

const { transcript: copy } = aiCallCopy;

const nameTones: Record<TranscriptSegment['speaker'], string> = {
  ai: 'text-ai-text',
  tool: 'text-ai-text',
  caller: 'text-text',
  agent: 'text-accent-text',
  system: 'text-faint',
};

export interface TranscriptEntryProps {
  segment: TranscriptSegment;
  card: CallCard;
}

/** One line of a transcript: when in the call, who, and what; a tool call opens to what it asked and got. */
export function TranscriptEntry({ segment, card }: TranscriptEntryProps) {
  const { speaker, text, at, tool, language } = segment;
  return (
    <div className="grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-2 leading-5 desk:grid-cols-[2.25rem_4.5rem_minmax(0,1fr)]">
      <span className="text-small leading-5 text-faint tabular-nums">
        {clockTime(secondsSince(card.startedAt, 0, 0, at))}
      </span>
      <span className={cn('truncate font-medium', nameTones[speaker])}>
        {speakerName(speaker, card)}
        <span className="sr-only">:</span>
      </span>
      <div className="col-start-2 min-w-0 desk:col-start-auto">
        {tool ? (
          <Tool tool={tool} />
        ) : (
          <p
            {...(language ? { lang: language } : {})}
            className={cn('break-words', speaker === 'system' && 'text-muted')}
          >
            <LinkedNumbers>{text}</LinkedNumbers>
          </p>
        )}
      </div>
    </div>
  );
}

function Tool({ tool }: { tool: ToolCall }) {
  return (
    <details className="rounded-control bg-ai-soft px-2.5 py-1 open:pb-2">
      <summary
        className={cn('flex cursor-pointer items-center gap-1.5 font-medium', toolTone(tool.ok))}
      >
        <ToolIcon ok={tool.ok} />
        <span className="min-w-0 flex-1">{toolWords(tool)}</span>
        <span className="text-small font-normal tabular-nums">
          {copy.milliseconds(tool.durationMs)}
        </span>
      </summary>
      <Facts title={copy.asked} facts={factsOf(tool.arguments)} />
      <Facts title={tool.ok ? copy.got : copy.refused} facts={factsOf(tool.result)} />
    </details>
  );
}

function Facts({ title, facts }: { title: string; facts: readonly [string, string][] }) {
  if (facts.length === 0) return null;
  return (
    <div className="mt-1.5 text-small">
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
