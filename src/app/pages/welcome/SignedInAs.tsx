import { Button } from '@/components/ui/Button.tsx';
import { useSession, useSessionActions } from '@/data/session.tsx';
import { useCopy } from '@/lib/language.ts';
import { welcomeCopy } from './welcome-copy.ts';

/** Whose account this is, and the way out of it. */
export function SignedInAs() {
  const copy = useCopy(welcomeCopy);
  const session = useSession();
  const { signOut } = useSessionActions();
  if (session.status !== 'signed_in') return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-muted">
      {copy.signedInAs(session.email)}
      <Button variant="ghost" size="sm" onClick={() => void signOut()}>
        {copy.signOut}
      </Button>
    </p>
  );
}
