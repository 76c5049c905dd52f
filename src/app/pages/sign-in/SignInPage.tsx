import { Navigate, useLocation } from 'react-router';
import { useSession } from '@/data/session.tsx';
import { useCopy } from '@/lib/language.ts';
import { useEnv } from '../../env-context.tsx';
import { HOME_PATH } from '../../layout/navigation.ts';
import { PageLoading } from '../../layout/PageLoading.tsx';
import type { SignInState } from '../../layout/SignedIn.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { AuthFrame } from './AuthFrame.tsx';
import { signInCopy } from './copy.ts';
import { isLoopback } from './demo-accounts.ts';
import { SignInForm } from './SignInForm.tsx';

/** Sign in; afterwards back to the page that was asked for. */
export function SignInPage() {
  const copy = useCopy(signInCopy);
  usePageTitle(copy.title);
  const session = useSession();
  const env = useEnv();
  const state = useLocation().state as SignInState | null;
  if (session.status === 'loading') return <PageLoading />;
  if (session.status === 'signed_in') return <Navigate to={state?.from ?? HOME_PATH} replace />;
  return (
    <AuthFrame>
      <SignInForm
        notice={state?.isExpired ? copy.expired : undefined}
        hasDemoAccounts={isLoopback(env.supabaseUrl)}
      />
    </AuthFrame>
  );
}
