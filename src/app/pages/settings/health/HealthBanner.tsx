import { TriangleAlert } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { useLatestHealth } from '@/data/health-reports.queries.ts';
import { useMembership } from '@/data/membership.queries.ts';
import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { healthMarkCopy } from './health-mark-copy.ts';

/** Tells those who can mend it that something is broken, wherever in the app they are. */
export function HealthBanner() {
  const copy = useCopy(healthMarkCopy);
  const state = useLatestHealth();
  const role = useMembership().data?.role;
  const { pathname } = useLocation();
  // Who is still setting up knows that nobody can call yet.
  const hasLines = (usePhoneNumbers().data?.length ?? 0) > 0;
  const canMend = role === 'owner' || role === 'admin';
  const isShown = state === 'bad' && canMend && hasLines && pathname !== '/settings/health';
  return (
    <div role="status">
      {isShown ? (
        <p className="flex flex-wrap items-center gap-x-2 bg-danger-soft px-4 py-2 text-small font-medium text-danger-text desk:px-6">
          <TriangleAlert className="size-3.5" aria-hidden="true" />
          {copy.banner}
          <Link to="/settings/health" className="underline">
            {copy.bannerLink}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
