import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import type { OpeningTime } from '@/data/opening-hours.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { HolidayForm } from './HolidayForm.tsx';
import { HolidayList } from './HolidayList.tsx';
import { lineHoursCopy } from './line-hours-copy.ts';
import type { LineHoursDraft } from './line-hours-draft.ts';
import { WeekList } from './WeekList.tsx';

export interface OwnHoursFieldsProps {
  draft: LineHoursDraft;
  name: string;
  canChange: boolean;
  onChange: (part: Partial<LineHoursDraft>) => void;
}

const byTime = (a: OpeningTime, b: OpeningTime) =>
  a.weekday - b.weekday || a.opensAt.localeCompare(b.opensAt);

/** The week of one line, and the days on which it does not hold. */
export function OwnHoursFields({ draft, name, canChange, onChange }: OwnHoursFieldsProps) {
  const copy = useCopy(lineHoursCopy);
  const { week } = draft;
  return (
    <div role="group" aria-label={copy.week(name)} className="grid w-full gap-4">
      {week.length === 0 ? <p className="text-warning-text">{copy.noHours}</p> : null}
      <WeekList
        times={week}
        canChange={canChange}
        onKeep={(time) =>
          onChange({ week: [...week.filter(({ id }) => id !== time.id), time].toSorted(byTime) })
        }
        onRemove={(id) => onChange({ week: week.filter((time) => time.id !== id) })}
      />
      <OwnDays draft={draft} canChange={canChange} onChange={onChange} />
    </div>
  );
}

function OwnDays({ draft, canChange, onChange }: Omit<OwnHoursFieldsProps, 'name'>) {
  const copy = useCopy(lineHoursCopy);
  const [isAdding, setIsAdding] = useState(false);
  const { holidays } = draft;
  return (
    <div className="grid gap-1">
      <h4 className="font-medium">{copy.days}</h4>
      <p className="text-small text-muted">{copy.daysText}</p>
      {holidays.length === 0 ? <p className="text-small text-faint">{copy.noDays}</p> : null}
      <HolidayList
        days={holidays}
        {...(canChange
          ? {
              onRemove: (day: string) =>
                onChange({ holidays: holidays.filter((one) => one.day !== day) }),
            }
          : {})}
      />
      {isAdding ? (
        <HolidayForm
          onSave={(holiday) => {
            onChange({
              holidays: [...holidays.filter(({ day }) => day !== holiday.day), holiday].toSorted(
                (a, b) => a.day.localeCompare(b.day),
              ),
            });
            setIsAdding(false);
          }}
          onCancel={() => setIsAdding(false)}
        />
      ) : null}
      {canChange && !isAdding ? (
        <Button size="sm" className="mt-1 justify-self-start" onClick={() => setIsAdding(true)}>
          <Plus aria-hidden="true" />
          {copy.addDay}
        </Button>
      ) : null}
    </div>
  );
}
