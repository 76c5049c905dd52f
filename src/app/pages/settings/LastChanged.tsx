import { Link } from 'react-router';
import { useLastSettingsChange } from '@/data/audit-log.queries.ts';
import { useMembership } from '@/data/membership.queries.ts';
import { exactTime, shortAgo } from '@/lib/dates.ts';
import { useCopy } from '@/lib/language.ts';
import { useNow } from '@/lib/use-now.ts';
import { auditCopy } from './audit/audit-copy.ts';

/** The parts of the settings of which it is told who changed them last. */
export type SettingsArea = 'numbers' | 'hours' | 'who_rings' | 'ai' | 'team' | 'limits';

/** Who changed this part of the settings last, and when; nothing where nobody did. */
export function LastChanged({ area }: { area: SettingsArea }) {
  const copy = useCopy(auditCopy).lastChanged;
  const { data: membership } = useMembership();
  const { data } = useLastSettingsChange(area);
  const now = useNow();
  if (!data) return null;
  const words = copy.text(data.memberName ?? copy.somebody, shortAgo(data.at, now));
  return (
    <p className="mt-1 text-xs text-faint" title={exactTime(data.at)}>
      {words}
      {membership && membership.role !== 'agent' ? (
        <>
          {' '}
          <Link to="/settings/audit?kind=settings" className="text-accent-text underline">
            {copy.all}
          </Link>
        </>
      ) : null}
    </p>
  );
}
