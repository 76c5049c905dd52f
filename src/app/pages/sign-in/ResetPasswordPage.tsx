import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { TextField } from '@/components/ui/TextField.tsx';
import type { AccountProblem } from '@/data/account-problem.ts';
import { requestPasswordReset, setPassword, SHORTEST_PASSWORD } from '@/data/account.ts';
import { useSession } from '@/data/session.tsx';
import { useSupabase } from '@/data/supabase-context.tsx';
import { useCopy } from '@/lib/language.ts';
import { HOME_PATH } from '../../layout/navigation.ts';
import { PageLoading } from '../../layout/PageLoading.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { accountCopy } from './account-copy.ts';
import { AuthForm } from './AuthForm.tsx';
import { AuthFrame } from './AuthFrame.tsx';
import { CheckMail } from './CheckMail.tsx';
import { FailedLink } from './FailedLink.tsx';
import { emailFault, passwordFault } from './field-checks.ts';
import { PasswordField } from './PasswordField.tsx';
import { useMailLink } from './use-mail-link.ts';

/** Asks for a link by mail; opened with that link, sets the new password. */
export function ResetPasswordPage() {
  const copy = useCopy(accountCopy);
  usePageTitle(copy.reset.title);
  const link = useMailLink();
  const session = useSession();
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  if (link.status === 'working' || session.status === 'loading') return <PageLoading />;
  if (link.status === 'failed') return <FailedLink problem={link.problem} way="reset" />;
  const mayChange = link.status === 'signed_in' && session.status === 'signed_in';
  return (
    <AuthFrame>
      {mayChange ? <NewPassword /> : null}
      {!mayChange && mailedTo ? <CheckMail text={copy.checkMail.reset(mailedTo)} /> : null}
      {!mayChange && !mailedTo ? <AskForLink onMailed={setMailedTo} /> : null}
    </AuthFrame>
  );
}

function AskForLink({ onMailed }: { onMailed: (email: string) => void }) {
  const copy = useCopy(accountCopy);
  const supabase = useSupabase();
  const [email, setEmail] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem | null>(null);
  const fault = emailFault(email, copy.fields);
  const send = async () => {
    setIsTried(true);
    if (fault) return;
    setIsBusy(true);
    setProblem(null);
    const result = await requestPasswordReset(supabase, email);
    setIsBusy(false);
    if (result.ok) onMailed(email.trim());
    else setProblem(result.problem);
  };
  return (
    <AuthForm
      title={copy.reset.title}
      text={copy.reset.askText}
      problem={problem ? copy.problems[problem] : null}
      isBusy={isBusy}
      submit={{ label: copy.reset.send, busyLabel: copy.reset.sending, run: send }}
      after={
        <Link to="/sign-in" className="hit-area font-medium text-accent-text hover:underline">
          {copy.reset.back}
        </Link>
      }
    >
      <TextField
        label={copy.fields.email}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={isTried ? (fault ?? undefined) : undefined}
        frameClassName="desk:min-h-10"
      />
    </AuthForm>
  );
}

function NewPassword() {
  const copy = useCopy(accountCopy);
  const supabase = useSupabase();
  const navigate = useNavigate();
  const [password, setTyped] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem | null>(null);
  const fault = passwordFault(password, copy.fields);
  const save = async () => {
    setIsTried(true);
    if (fault) return;
    setIsBusy(true);
    setProblem(null);
    const result = await setPassword(supabase, password);
    setIsBusy(false);
    if (result.ok) void navigate(HOME_PATH, { replace: true });
    else setProblem(result.problem);
  };
  return (
    <AuthForm
      title={copy.reset.title}
      text={copy.reset.setText}
      problem={problem ? copy.problems[problem] : null}
      isBusy={isBusy}
      submit={{ label: copy.reset.save, busyLabel: copy.reset.saving, run: save }}
    >
      <PasswordField
        label={copy.fields.newPassword}
        value={password}
        onChange={setTyped}
        isNew
        hint={copy.fields.passwordHint(SHORTEST_PASSWORD)}
        error={isTried ? (fault ?? undefined) : undefined}
      />
    </AuthForm>
  );
}
