import { Navigate, useLocation } from 'react-router';
import { useSession } from '@/data/session.tsx';
import { appCopy } from '../../copy.ts';
import { useEnv } from '../../env-context.tsx';
import { BrandMark } from '../../layout/BrandMark.tsx';
import { HOME_PATH } from '../../layout/navigation.ts';
import { PageLoading } from '../../layout/PageLoading.tsx';
import type { SignInState } from '../../layout/SignedIn.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { signInCopy } from './copy.ts';
import { isLoopback } from './demo-accounts.ts';
import { SignInForm } from './SignInForm.tsx';
import { SwitchboardArt } from './SwitchboardArt.tsx';

/** Sign in; afterwards back to the page that was asked for. */
export function SignInPage() {
  usePageTitle(signInCopy.title);
  const session = useSession();
  const env = useEnv();
  const state = useLocation().state as SignInState | null;
  if (session.status === 'loading') return <PageLoading />;
  if (session.status === 'signed_in') return <Navigate to={state?.from ?? HOME_PATH} replace />;
  return (
    <main className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[9rem_1fr] bg-surface min-[901px]:grid-cols-[minmax(30rem,1fr)_1.15fr] min-[901px]:grid-rows-1">
      <div className="flex flex-col px-5 pt-5 pb-6 min-[901px]:px-10 min-[901px]:py-8">
        <div className="flex items-center gap-2 text-md font-strong tracking-(--tracking-tight)">
          <BrandMark className="size-6 text-lamp-busy" />
          {appCopy.product}
        </div>
        <SignInForm
          notice={state?.isExpired ? signInCopy.expired : undefined}
          hasDemoAccounts={isLoopback(env.supabaseUrl)}
        />
      </div>
      <SwitchboardArt />
    </main>
  );
}
