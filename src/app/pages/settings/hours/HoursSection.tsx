import { useMembership } from '@/data/membership.queries.ts';
import { HolidaysGroup } from './HolidaysGroup.tsx';
import { hoursCopy as copy } from './hours-copy.ts';
import { OpeningTimesGroup } from './OpeningTimesGroup.tsx';
import { ServicesGroup } from './ServicesGroup.tsx';

/** Settings, Hours and services: what free slots are made of. */
export function HoursSection() {
  const { data: membership } = useMembership();
  if (!membership) return null;
  const canChange = membership.role !== 'agent';
  return (
    <div className="max-w-176 px-4 pt-5 pb-(--dock-h,4rem) desk:px-8">
      <header className="pb-5">
        <h2 className="text-lg tracking-(--tracking-tight)">{copy.title}</h2>
        <p className="text-muted">{copy.text}</p>
        {canChange ? null : <p className="mt-2 text-muted">{copy.onlyAdmins}</p>}
      </header>
      <OpeningTimesGroup canChange={canChange} timeZone={membership.timeZone} />
      <HolidaysGroup canChange={canChange} />
      <ServicesGroup canChange={canChange} />
    </div>
  );
}
