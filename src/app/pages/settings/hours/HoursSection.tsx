import { useMembership } from '@/data/membership.queries.ts';
import { SectionPage } from '../SectionPage.tsx';
import { HolidaysGroup } from './HolidaysGroup.tsx';
import { hoursCopy as copy } from './hours-copy.ts';
import { LineHoursGroup } from './LineHoursGroup.tsx';
import { OpeningTimesGroup } from './OpeningTimesGroup.tsx';
import { ServicesGroup } from './ServicesGroup.tsx';

/** Settings, Hours and services: what free slots are made of. */
export function HoursSection() {
  const { data: membership } = useMembership();
  if (!membership) return null;
  const canChange = membership.role !== 'agent';
  return (
    <SectionPage
      title={copy.title}
      area="hours"
      text={
        <>
          {copy.text}
          {canChange ? null : <p className="mt-2">{copy.onlyAdmins}</p>}
        </>
      }
    >
      <OpeningTimesGroup canChange={canChange} timeZone={membership.timeZone} />
      <HolidaysGroup canChange={canChange} />
      <LineHoursGroup canChange={canChange} timeZone={membership.timeZone} />
      <ServicesGroup canChange={canChange} />
    </SectionPage>
  );
}
