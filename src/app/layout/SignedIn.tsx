import { ServerCrash } from 'lucide-react';
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Button } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { type Membership, useMembership, useMembershipWatch } from '@/data/membership.queries.ts';
import { useSession } from '@/data/session.tsx';
import { setBusinessZone } from '@/lib/dates.ts';
import { setLanguage } from '@/lib/language.ts';
import { appCopy } from '../copy.ts';
import { AppLayout } from './AppLayout.tsx';
import { PageLoading } from './PageLoading.tsx';

/** Wraps the pages with what a signed-in member's calls need; made in `main.tsx`. */
export type CallingProvider = ComponentType<{ membership: Membership; children: ReactNode }>;

/** What the sign-in page is told about where somebody came from. */
export interface SignInState {
  from: string;
  isExpired: boolean;
}

/** The door: pages for members, the sign-in page for everybody else, with the way back remembered. */
export function SignedIn({ CallingProvider }: { CallingProvider: CallingProvider }) {
  const session = useSession();
  const location = useLocation();
  if (session.status === 'loading') return <PageLoading />;
  if (session.status === 'signed_out') {
    const state: SignInState = {
      from: `${location.pathname}${location.search}`,
      isExpired: session.reason === 'expired',
    };
    return <Navigate to="/sign-in" replace state={session.reason === 'left' ? null : state} />;
  }
  return <Member key={session.userId} CallingProvider={CallingProvider} />;
}

const EndedAccess = lazy(async () => ({
  default: (await import('../pages/welcome/EndedAccess.tsx')).EndedAccess,
}));

function Member({ CallingProvider }: { CallingProvider: CallingProvider }) {
  useMembershipWatch();
  const membership = useMembership();
  const language = membership.data?.language;
  const businessName = membership.data?.organizationName ?? null;
  const [workedIn, setWorkedIn] = useState<string | null>(null);
  if (businessName && businessName !== workedIn) setWorkedIn(businessName);
  useEffect(() => {
    if (language) setLanguage(language);
  }, [language]);
  if (membership.isPending) return <PageLoading />;
  if (membership.data) {
    // Before anything is drawn: every time on screen is the business's.
    setBusinessZone(membership.data.timeZone);
    return (
      <CallingProvider membership={membership.data}>
        <AppLayout membership={membership.data} />
      </CallingProvider>
    );
  }
  if (membership.isError) return <Unreachable onRetry={() => void membership.refetch()} />;
  if (!workedIn) return <Navigate to="/welcome" replace />;
  return (
    <Suspense fallback={<PageLoading />}>
      <EndedAccess businessName={workedIn} />
    </Suspense>
  );
}

function Unreachable({ onRetry }: { onRetry: () => void }) {
  const { unreachable: copy } = appCopy;
  return (
    <main className="pt-[16vh]">
      <h1 className="sr-only">{copy.title}</h1>
      <EmptyState
        icon={<ServerCrash />}
        title={copy.title}
        text={copy.text}
        action={
          <Button variant="primary" onClick={onRetry}>
            {copy.retry}
          </Button>
        }
      />
    </main>
  );
}
