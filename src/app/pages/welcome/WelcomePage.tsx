import { useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Button } from '@/components/ui/Button.tsx';
import { useMembership } from '@/data/membership.queries.ts';
import { useSession } from '@/data/session.tsx';
import { useWelcome, type Welcome } from '@/data/welcome.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { HOME_PATH } from '../../layout/navigation.ts';
import { PageLoading } from '../../layout/PageLoading.tsx';
import type { SignInState } from '../../layout/SignedIn.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { AuthForm } from '../sign-in/AuthForm.tsx';
import { AuthFrame } from '../sign-in/AuthFrame.tsx';
import { FailedLink } from '../sign-in/FailedLink.tsx';
import { useMailLink } from '../sign-in/use-mail-link.ts';
import { CreateBusinessForm } from './CreateBusinessForm.tsx';
import { JoinForm } from './JoinForm.tsx';
import { SignedInAs } from './SignedInAs.tsx';
import { welcomeCopy } from './welcome-copy.ts';

/** `/welcome`, for somebody who works nowhere yet; whoever does goes on to the app. */
export function WelcomePage() {
  return <Welcoming isInvited={false} />;
}

/** `/accept-invite`: where the link of an invitation leads, for members of other businesses too. */
export function AcceptInvitePage() {
  return <Welcoming isInvited />;
}

function Welcoming({ isInvited }: { isInvited: boolean }) {
  const link = useMailLink();
  const session = useSession();
  const { pathname } = useLocation();
  const membership = useMembership();
  const welcome = useWelcome();
  const [next, setNext] = useState<string>(HOME_PATH);
  const copy = useCopy(welcomeCopy);
  usePageTitle(isInvited ? copy.none.title : copy.create.title);
  if (link.status === 'working' || session.status === 'loading') return <PageLoading />;
  if (link.status === 'failed' && session.status !== 'signed_in') {
    return <FailedLink problem={link.problem} way={isInvited ? 'invite' : 'reset'} />;
  }
  if (session.status === 'signed_out') {
    const state: SignInState = { from: pathname, isExpired: false };
    return <Navigate to="/sign-in" replace state={session.reason === 'left' ? null : state} />;
  }
  if (welcome.isError || membership.isError) {
    return (
      <Unreachable onRetry={() => void Promise.all([welcome.refetch(), membership.refetch()])} />
    );
  }
  if (!welcome.data || membership.isPending) return <PageLoading />;
  const hasInvite = welcome.data.invites.length > 0;
  if (membership.data && !(isInvited && hasInvite)) return <Navigate to={next} replace />;
  const isNew = link.status === 'signed_in' && link.type === 'invite';
  return (
    <AuthFrame>
      <WhatNext
        welcome={welcome.data}
        personName={session.name}
        needsPassword={isNew}
        onCreate={() => setNext('/settings/communications')}
      />
    </AuthFrame>
  );
}

function WhatNext({
  welcome,
  personName,
  needsPassword,
  onCreate,
}: {
  welcome: Welcome;
  personName: string;
  needsPassword: boolean;
  onCreate: () => void;
}) {
  const copy = useCopy(welcomeCopy);
  const [invite] = welcome.invites;
  const [endedIn] = welcome.endedIn;
  const notice = endedIn ? copy.ended.notice(endedIn) : undefined;
  if (invite) {
    return (
      <JoinForm key={invite.id} invite={invite} needsPassword={needsPassword} notice={notice} />
    );
  }
  if (welcome.mayCreate)
    return <CreateBusinessForm personName={personName} notice={notice} onCreate={onCreate} />;
  return <NothingYet notice={notice} />;
}

function NothingYet({ notice }: { notice: string | undefined }) {
  const copy = useCopy(welcomeCopy);
  const welcome = useWelcome();
  return (
    <AuthForm
      title={copy.none.title}
      text={copy.none.text}
      notice={notice}
      isBusy={welcome.isFetching}
      submit={{
        label: copy.none.check,
        busyLabel: copy.none.check,
        run: async () => void (await welcome.refetch()),
      }}
      after={<SignedInAs />}
    />
  );
}

function Unreachable({ onRetry }: { onRetry: () => void }) {
  const copy = useCopy(welcomeCopy);
  return (
    <AuthFrame>
      <AuthForm
        title={copy.unreachable}
        after={
          <div className="grid justify-items-start gap-4">
            <Button variant="primary" onClick={onRetry}>
              {copy.retry}
            </Button>
            <SignedInAs />
          </div>
        }
      />
    </AuthFrame>
  );
}
