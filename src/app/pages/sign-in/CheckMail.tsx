import { Link } from 'react-router';
import { useCopy } from '@/lib/language.ts';
import { accountCopy } from './account-copy.ts';
import { AuthForm } from './AuthForm.tsx';

/** A message is on its way, and the page has nothing to do until its link is opened. */
export function CheckMail({ text }: { text: string }) {
  const copy = useCopy(accountCopy).checkMail;
  return (
    <div role="status" className="contents">
      <AuthForm
        title={copy.title}
        text={text}
        after={
          <Link to="/sign-in" className="hit-area font-medium text-accent-text hover:underline">
            {copy.back}
          </Link>
        }
      />
    </div>
  );
}
