import { clockTime } from '@/lib/duration.ts';
import type { SoundSpan } from './sound-spans.ts';
import { soundTitle, soundWords } from './sound-words.ts';

const ROW_PX = 20;

interface SoundLaneProps {
  spans: readonly SoundSpan[];
  outside: string;
  lengthMs: number;
}

/** When the call sounded badly to whom, a line for each who counted. The list below says the same in words. */
export function SoundLane({ spans, outside, lengthMs }: SoundLaneProps) {
  const names = [...new Set(spans.map(({ name }) => name))];
  return (
    <div aria-hidden="true" className="relative" style={{ height: names.length * ROW_PX }}>
      {spans.map((span) => {
        const { id, name, fromMs, toMs } = span;
        const end = Math.min(toMs ?? lengthMs, lengthMs);
        return (
          <span
            key={id}
            title={`${clockTime(fromMs / 1_000)}: ${soundWords(span, outside)}`}
            style={{
              top: names.indexOf(name) * ROW_PX,
              left: `${(fromMs / lengthMs) * 100}%`,
              // One that was short is seen, too.
              width: `max(4px, ${((end - fromMs) / lengthMs) * 100}%)`,
            }}
            className="absolute h-4.5 overflow-hidden rounded-[4px] bg-warning-soft text-warning-text shadow-[inset_2px_0_0_var(--warning-text)]"
          >
            <span className="flex h-full items-center px-1.5 font-medium whitespace-nowrap">
              {soundTitle(span, outside)}
            </span>
          </span>
        );
      })}
    </div>
  );
}
