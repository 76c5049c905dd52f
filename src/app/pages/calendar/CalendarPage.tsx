import { useMembership } from '@/data/membership.queries.ts';
import { PageLoading } from '../../layout/PageLoading.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { Calendar } from './Calendar.tsx';
import { calendarCopy as copy } from './copy.ts';

/** The calendar of the business that the signed-in person works for. */
export function CalendarPage() {
  usePageTitle(copy.title);
  const { data: membership } = useMembership();
  if (!membership) return <PageLoading />;
  return <Calendar organizationId={membership.organizationId} timeZone={membership.timeZone} />;
}
