import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Segmented } from '@/components/ui/Segmented.tsx';
import { calendarCopy as copy } from './copy.ts';
import type { CalendarAddress, CalendarView } from './use-calendar-address.ts';

const views = () => (['day', 'week'] as const).map((value) => ({ value, label: copy.view[value] }));

export interface CalendarBarProps {
  /** Names what is shown. */
  heading: string;
  address: CalendarAddress;
  /** What Before and After go by. */
  step: CalendarView;
  /** A phone shows a day under the week that it is in: there is nothing to choose. */
  hasViews: boolean;
  legend: ReactNode;
}

/** Which day or week it is, and the way to others. */
export function CalendarBar({ heading, address, step, hasViews, legend }: CalendarBarProps) {
  return (
    <div className="flex min-h-13 flex-wrap items-center gap-2 px-4 py-2.5 desk:px-6">
      <h2 aria-live="polite" className="text-lg font-strong tracking-(--tracking-tight)">
        {heading}
      </h2>
      <Button
        variant="ghost"
        size="sm"
        iconOnly
        aria-label={copy.previous[step]}
        onClick={() => address.step(-1, step)}
      >
        <ChevronLeft aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="sm"
        iconOnly
        aria-label={copy.next[step]}
        onClick={() => address.step(1, step)}
        className="-ml-1.5"
      >
        <ChevronRight aria-hidden="true" />
      </Button>
      <Button size="sm" onClick={address.goToToday}>
        {copy.today}
      </Button>
      {hasViews ? (
        <div className="ml-auto flex flex-wrap items-center gap-x-6 gap-y-2">
          {legend}
          <Segmented
            label={copy.view.label}
            value={address.view}
            options={views()}
            onChange={address.setView}
          />
        </div>
      ) : null}
    </div>
  );
}
