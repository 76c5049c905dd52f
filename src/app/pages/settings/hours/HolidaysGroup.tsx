import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { useChangeHolidays, useHolidays } from '@/data/opening-hours.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { Group } from '../ai/Group.tsx';
import { HolidayForm } from './HolidayForm.tsx';
import { HolidayList } from './HolidayList.tsx';
import { hoursCopy } from './hours-copy.ts';
import { Loaded } from './Loaded.tsx';

const { holidays: copy } = hoursCopy;
const onError = () => showToast({ text: hoursCopy.notSaved });

/** Days on which the week does not hold: closed, or with times of their own. */
export function HolidaysGroup({ canChange }: { canChange: boolean }) {
  const holidays = useHolidays();
  const change = useChangeHolidays();
  const [isAdding, setIsAdding] = useState(false);
  return (
    <Group title={copy.title} text={copy.text} isList>
      <Loaded query={holidays}>
        {(days) =>
          days.length === 0 ? (
            <p className="py-2 text-muted">{copy.none}</p>
          ) : (
            <HolidayList
              days={days}
              {...(canChange ? { onRemove: (day: string) => change.remove(day, { onError }) } : {})}
            />
          )
        }
      </Loaded>
      {isAdding ? (
        <HolidayForm
          onSave={(holiday) => {
            change.keep(holiday, { onError });
            setIsAdding(false);
          }}
          onCancel={() => setIsAdding(false)}
        />
      ) : null}
      {canChange && !isAdding ? (
        <div className="mt-2">
          <Button size="sm" onClick={() => setIsAdding(true)}>
            <Plus aria-hidden="true" />
            {copy.add}
          </Button>
        </div>
      ) : null}
    </Group>
  );
}
