import { memo } from 'react';
import { cn } from '@/lib/cn.ts';
import { clockTime } from '@/lib/duration.ts';
import { callPageCopy as copy } from './call-page-copy.ts';
import type { Step } from './call-steps.ts';
import type { HolderKind, HolderSpan } from './holder-spans.ts';
import { barsPath, type SpeechBars } from './speech-bars.ts';
import { stepLook, toneDisc } from './step-icons.tsx';
import { rulerMarks } from './time-axis.ts';

const spanTones: Record<HolderKind, string> = {
  rang: 'bg-fill text-muted',
  calling: 'bg-fill text-muted',
  waiting: 'bg-fill text-muted',
  message: 'bg-fill text-muted',
  ai: 'bg-ai-soft text-ai-text',
  person: 'bg-accent-soft text-accent-text',
  mobile: 'bg-accent-soft text-accent-text',
  held: 'bg-warning-soft text-warning-text',
  parked: 'bg-warning-soft text-warning-text',
};

const part = (ms: number, lengthMs: number) => `${(ms / lengthMs) * 100}%`;

/** Who had the caller when. */
export function HeldLane({ spans, lengthMs }: { spans: readonly HolderSpan[]; lengthMs: number }) {
  return (
    <div className="relative h-5.5">
      {spans.map(({ kind, name, fromMs, toMs }) => {
        const words = copy.holders[kind](name);
        return (
          <span
            key={`${kind}${fromMs}`}
            title={`${words}, ${clockTime(fromMs / 1_000)}–${clockTime(toMs / 1_000)}`}
            style={{ left: part(fromMs, lengthMs), width: part(toMs - fromMs, lengthMs) }}
            className="absolute inset-y-0 overflow-hidden pr-0.5"
          >
            <span
              className={cn(
                'flex h-full items-center overflow-hidden rounded-[4px] px-1 font-medium whitespace-nowrap desk:px-2',
                spanTones[kind],
              )}
            >
              {words}
            </span>
          </span>
        );
      })}
    </div>
  );
}

const BOX = { width: 1000, height: 28 };

interface SpeechLaneProps {
  bars: SpeechBars;
  side: 'outside' | 'ours';
}

/** The strokes of one side: the party outside grows up, ours hangs down in the speaker's colour. */
export const SpeechLane = memo(function SpeechLane({ bars, side }: SpeechLaneProps) {
  const isOutside = side === 'outside';
  return (
    <svg
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="block h-7 w-full overflow-visible"
      strokeWidth={1.5}
      strokeLinecap="round"
    >
      {isOutside ? (
        <path
          className="stroke-faint"
          vectorEffect="non-scaling-stroke"
          d={barsPath(bars.caller, { ...BOX, way: 'up' })}
        />
      ) : (
        <>
          <path
            className="stroke-lamp-ai"
            vectorEffect="non-scaling-stroke"
            d={barsPath(bars.ai, { ...BOX, way: 'down' })}
          />
          <path
            className="stroke-lamp-busy"
            vectorEffect="non-scaling-stroke"
            d={barsPath(bars.agent, { ...BOX, way: 'down' })}
          />
        </>
      )}
    </svg>
  );
});

interface EventLaneProps {
  marks: readonly Step[];
  currentId: string | null;
  direction: string;
  lengthMs: number;
}

/** What happened, as icons where it happened. The list below says the same in words. */
export const EventLane = memo(function EventLane(props: EventLaneProps) {
  const { marks, currentId, direction, lengthMs } = props;
  return (
    <div aria-hidden="true" className="relative h-6">
      {marks.map((step) => {
        const { Icon, tone } = stepLook(step, direction);
        return (
          <span
            key={step.id}
            // Wholly on the axis, at its ends too.
            style={{
              left: `clamp(0.75rem, ${part(Math.min(step.atMs, lengthMs), lengthMs)}, 100% - 0.75rem)`,
            }}
            className={cn(
              'absolute top-0.5 grid size-5 -translate-x-1/2 place-items-center rounded-full desk:top-0 desk:size-6',
              toneDisc[tone],
              step.id === currentId && 'outline-2 outline-accent',
            )}
          >
            <Icon className="size-2.5 stroke-2 desk:size-3" />
          </span>
        );
      })}
    </div>
  );
});

export function Ruler({ lengthMs, most }: { lengthMs: number; most: number }) {
  return (
    <div className="relative h-4.5 text-faint tabular-nums">
      {rulerMarks(lengthMs, most).map((ms) => (
        <span
          key={ms}
          style={{ left: part(ms, lengthMs) }}
          className={cn(
            'absolute',
            ms === 0 ? '' : ms / lengthMs > 0.96 ? '-translate-x-full' : '-translate-x-1/2',
          )}
        >
          {clockTime(ms / 1_000)}
        </span>
      ))}
    </div>
  );
}
