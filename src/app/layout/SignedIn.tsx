import { ServerCrash, UserRoundX } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Button } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { type Membership, useMembership } from '@/data/membership.queries.ts';
import { useSession, useSessionActions } from '@/data/session.tsx';
import { setBusinessZone } from '@/lib/dates.ts';
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
  return <Member CallingProvider={CallingProvider} />;
}

function Member({ CallingProvider }: { CallingProvider: CallingProvider }) {
  const { signOut } = useSessionActions();
  const membership = useMembership();
  const { noMembership, unreachable } = appCopy;
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
  const isUnknown = membership.isSuccess;
  const words = isUnknown ? noMembership : unreachable;
  return (
    <main className="pt-[16vh]">
      <h1 className="sr-only">{words.title}</h1>
      <EmptyState
        icon={isUnknown ? <UserRoundX /> : <ServerCrash />}
        title={words.title}
        text={words.text}
        action={
          isUnknown ? (
            <Button onClick={() => void signOut()}>{noMembership.signOut}</Button>
          ) : (
            <Button variant="primary" onClick={() => void membership.refetch()}>
              {unreachable.retry}
            </Button>
          )
        }
      />
    </main>
  );
}
