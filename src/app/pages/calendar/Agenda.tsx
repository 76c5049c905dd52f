import { AudioLines } from 'lucide-react';
import { CallButton } from '@/components/calling/CallButton.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { cn } from '@/lib/cn.ts';
import { clockOfMinute, DAY_MINUTES } from '@/lib/zoned-time.ts';
import { calendarCopy as copy } from './copy.ts';
import type { Segment } from './grid-columns.ts';
import { toneAt, type TechnicianTone } from './technician-tones.ts';

export interface AgendaProps {
  /** The name of the day. */
  label: string;
  segments: readonly Segment[];
  tones: ReadonlyMap<string, TechnicianTone>;
  now: number;
  onOpen: (visitId: string) => void;
}

/** A day on a phone: its visits one below the other. */
export function Agenda({ label, segments, tones, now, onOpen }: AgendaProps) {
  return (
    <ul aria-label={label}>
      {segments.map((segment) => {
        const { visit } = segment;
        const isOver = visit.status === 'done' || visit.endsAt < now;
        const tone = tones.get(visit.resource.id) ?? toneAt(0);
        return (
          <li key={visit.id} className="flex items-center gap-1 border-b border-line pr-2.5">
            <button
              type="button"
              aria-haspopup="dialog"
              onClick={() => onOpen(visit.id)}
              className="flex min-w-0 flex-1 items-center gap-3 py-3 pl-4 text-left"
            >
              <span className="grid w-11 shrink-0 text-sm leading-4.75 text-faint tabular-nums">
                <span className={isOver ? '' : 'font-medium text-text'}>
                  {segment.isStart ? clockOfMinute(segment.from) : '…'}
                </span>
                <span>
                  <span className="sr-only">{copy.to} </span>
                  {segment.to === DAY_MINUTES ? '…' : clockOfMinute(segment.to)}
                  <span className="sr-only">,</span>
                </span>
              </span>
              <span
                aria-hidden="true"
                className={cn(
                  'w-0.75 self-stretch rounded-full',
                  isOver ? 'bg-line-strong' : tone.bar,
                )}
              />
              <span className="grid min-w-0 gap-0.5">
                <span className={cn('truncate font-medium', isOver && 'text-muted')}>
                  {visit.title}
                  <span className="sr-only">,</span>
                </span>
                <span className="truncate text-small text-muted">
                  {visit.client.name}, {visit.resource.name}
                </span>
                {visit.isBookedByAi || visit.status !== 'confirmed' ? (
                  <span className="mt-0.5 flex gap-1">
                    {visit.isBookedByAi ? (
                      <Chip tone="ai">
                        <AudioLines aria-hidden="true" />
                        <span className="sr-only">{copy.bookedByThe} </span>
                        {copy.ai}
                      </Chip>
                    ) : null}
                    {visit.status === 'confirmed' ? null : (
                      <Chip tone={visit.status === 'unconfirmed' ? 'warn' : 'plain'}>
                        {copy.status[visit.status]}
                      </Chip>
                    )}
                  </span>
                ) : null}
              </span>
            </button>
            {visit.client.phoneNumber ? (
              <CallButton
                phoneNumber={visit.client.phoneNumber}
                name={visit.client.name}
                clientId={visit.client.id}
                appearance="icon"
                label={copy.details.call(visit.client.name)}
              />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
