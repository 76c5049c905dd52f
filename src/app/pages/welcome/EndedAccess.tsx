import { useCopy } from '@/lib/language.ts';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { AuthForm } from '../sign-in/AuthForm.tsx';
import { AuthFrame } from '../sign-in/AuthFrame.tsx';
import { SignedInAs } from './SignedInAs.tsx';
import { welcomeCopy } from './welcome-copy.ts';

/** What somebody sees who was at work in a business a moment ago and is no member of it any more. */
export function EndedAccess({ businessName }: { businessName: string }) {
  const copy = useCopy(welcomeCopy).ended;
  usePageTitle(copy.title(businessName));
  return (
    <div role="alert" className="contents">
      <AuthFrame>
        <AuthForm title={copy.title(businessName)} text={copy.text} after={<SignedInAs />} />
      </AuthFrame>
    </div>
  );
}
