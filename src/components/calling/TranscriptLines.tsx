import { Check, X } from 'lucide-react';
import { useCallingState, useTick } from '@/calling/use-calling.ts';
import { cn } from '@/lib/cn.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';
import { toolWords } from './tool-words.ts';
import { speakerName, useCallTranscript } from './use-call-transcript.ts';

/** A line that changed so lately is still being spoken. */
const SPOKEN_MS = 4_000;

export interface TranscriptLinesProps {
  card: CallCard;
  /** How many lines: the last ones. */
  count: number;
}

/** The last lines of a call with the AI, as they are spoken. Nothing before the first word. */
export function TranscriptLines({ card, count }: TranscriptLinesProps) {
  const { data } = useCallTranscript(card);
  const lines = (data ?? []).slice(-count);
  if (lines.length === 0) return null;
  return (
    <span className="grid gap-0.5 border-l-2 border-ai-line pl-2.5 text-left text-small">
      {lines.map((line, index) => (
        <Line key={line.id} line={line} card={card} isLast={index === lines.length - 1} />
      ))}
    </span>
  );
}

interface LineProps {
  line: TranscriptSegment;
  card: CallCard;
  isLast: boolean;
}

function Line({ line, card, isLast }: LineProps) {
  if (line.tool) {
    return (
      <span className={cn('flex items-center gap-1.5', toolTone(line.tool.ok))}>
        <ToolIcon ok={line.tool.ok} />
        <span className="min-w-0 truncate">{toolWords(line.tool)}</span>
      </span>
    );
  }
  return (
    <span className="line-clamp-2">
      <span className="mr-1.5 text-faint">{speakerName(line.speaker, card)}</span>
      {line.text}
      {isLast && card.status === 'active' ? <Caret at={line.at} /> : null}
    </span>
  );
}

export function toolTone(ok: boolean): string {
  return ok ? 'text-ai-text' : 'text-warning-text';
}

export function ToolIcon({ ok }: { ok: boolean }) {
  const Icon = ok ? Check : X;
  return <Icon className="size-3.5 shrink-0" aria-hidden="true" />;
}

/** Stands behind words that have just been heard. */
function Caret({ at }: { at: string }) {
  const now = useTick();
  const offset = useCallingState((state) => state.clockOffsetMs);
  if (now + offset - Date.parse(at) > SPOKEN_MS) return null;
  return (
    <span
      aria-hidden="true"
      className="ml-0.5 inline-block h-3.5 w-px translate-y-0.5 bg-current"
    />
  );
}
