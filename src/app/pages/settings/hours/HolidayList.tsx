import { X } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import type { Holiday } from '@/data/opening-hours.queries.ts';
import { dayWords } from '@/lib/zoned-time.ts';
import { SettingLine } from '../ai/SettingLine.tsx';
import { hoursCopy } from './hours-copy.ts';

const { holidays: copy } = hoursCopy;

export interface HolidayListProps {
  days: readonly Holiday[];
  /** Takes a day away, by its date; left out: nobody may. */
  onRemove?: (day: string) => void;
}

/** Days that differ from the week, with what they are instead. */
export function HolidayList({ days, onRemove }: HolidayListProps) {
  return (
    <ul className="divide-y divide-line">
      {days.map((holiday) => (
        <li key={holiday.day}>
          <SettingLine name={holiday.name} text={words(holiday)}>
            {onRemove ? (
              <Button
                variant="ghost"
                size="sm"
                iconOnly
                aria-label={copy.remove(holiday.name)}
                onClick={() => onRemove(holiday.day)}
              >
                <X aria-hidden="true" />
              </Button>
            ) : null}
          </SettingLine>
        </li>
      ))}
    </ul>
  );
}

function words({ day, opensAt, closesAt }: Holiday): string {
  const date = dayWords(day, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
  });
  return `${date}. ${opensAt && closesAt ? copy.open(opensAt, closesAt) : copy.closed}`;
}
