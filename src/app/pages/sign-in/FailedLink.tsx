import { Link } from 'react-router';
import type { AccountProblem } from '@/data/account-problem.ts';
import { useCopy } from '@/lib/language.ts';
import { accountCopy } from './account-copy.ts';
import { AuthForm } from './AuthForm.tsx';
import { AuthFrame } from './AuthFrame.tsx';

/** A mailed link that does not work (any more), with the way to another one. */
export function FailedLink({ problem, way }: { problem: AccountProblem; way: 'invite' | 'reset' }) {
  const copy = useCopy(accountCopy);
  const link = 'hit-area font-medium text-accent-text hover:underline';
  return (
    <AuthFrame>
      <AuthForm
        title={copy.link.title}
        text={way === 'invite' ? copy.link.inviteText : undefined}
        problem={copy.problems[problem]}
        after={
          <p className="flex flex-wrap gap-x-5 gap-y-3">
            {way === 'reset' ? (
              <Link to="/reset-password" className={link}>
                {copy.link.again}
              </Link>
            ) : null}
            <Link to="/sign-in" className={link}>
              {copy.link.signIn}
            </Link>
          </p>
        }
      />
    </AuthFrame>
  );
}
