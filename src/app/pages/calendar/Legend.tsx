import { AudioLines } from 'lucide-react';
import type { Technician } from '@/data/calendar-setup.queries.ts';
import { cn } from '@/lib/cn.ts';
import { calendarCopy as copy } from './copy.ts';
import { toneAt, tonesOf } from './technician-tones.ts';

/** Whose colour is which. */
export function Legend({ technicians }: { technicians: readonly Technician[] }) {
  const tones = tonesOf(technicians);
  return (
    <ul
      aria-label={copy.technicians}
      className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1 text-small text-muted"
    >
      {technicians
        .filter(({ isActive }) => isActive)
        .map(({ id, name }) => {
          const tone = tones.get(id) ?? toneAt(0);
          return (
            <li key={id} className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className={cn('flex size-3 overflow-hidden rounded-[4px]', tone.block)}
              >
                <span className={cn('w-0.75', tone.bar)} />
              </span>
              {name}
            </li>
          );
        })}
      <li className="flex items-center gap-1.5 text-ai-text">
        <AudioLines aria-hidden="true" className="size-3.5" />
        <span className="text-muted">{copy.bookedByAi}</span>
      </li>
    </ul>
  );
}
