import { useState } from 'react';
import { Link, Navigate } from 'react-router';
import { TextField } from '@/components/ui/TextField.tsx';
import type { AccountProblem } from '@/data/account-problem.ts';
import { SHORTEST_PASSWORD, signUp } from '@/data/account.ts';
import { useSession } from '@/data/session.tsx';
import { useSupabase } from '@/data/supabase-context.tsx';
import { useCopy } from '@/lib/language.ts';
import { PageLoading } from '../../layout/PageLoading.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { accountCopy } from './account-copy.ts';
import { AuthForm } from './AuthForm.tsx';
import { AuthFrame } from './AuthFrame.tsx';
import { CheckMail } from './CheckMail.tsx';
import { emailFault, passwordFault } from './field-checks.ts';
import { PasswordField } from './PasswordField.tsx';

/** Makes an account; afterwards to the business that is created or joined. */
export function SignUpPage() {
  const copy = useCopy(accountCopy);
  usePageTitle(copy.signUp.title);
  const session = useSession();
  const [waitingFor, setWaitingFor] = useState<string | null>(null);
  if (session.status === 'loading') return <PageLoading />;
  if (session.status === 'signed_in') return <Navigate to="/welcome" replace />;
  return (
    <AuthFrame>
      {waitingFor ? (
        <CheckMail text={copy.checkMail.confirm(waitingFor)} />
      ) : (
        <SignUpForm onMailed={setWaitingFor} />
      )}
    </AuthFrame>
  );
}

function SignUpForm({ onMailed }: { onMailed: (email: string) => void }) {
  const copy = useCopy(accountCopy);
  const { fields } = copy;
  const supabase = useSupabase();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem | null>(null);
  const faults = {
    name: name.trim() === '' ? fields.nameMissing : null,
    email: emailFault(email, fields),
    password: passwordFault(password, fields),
  };
  const shown = (fault: string | null) => (isTried ? (fault ?? undefined) : undefined);

  const submit = async () => {
    setIsTried(true);
    if (faults.name || faults.email || faults.password) return;
    setIsBusy(true);
    setProblem(null);
    const result = await signUp(supabase, { name, email, password });
    setIsBusy(false);
    if (!result.ok) setProblem(result.problem);
    else if (result.mustConfirm) onMailed(email.trim());
  };

  return (
    <AuthForm
      title={copy.signUp.title}
      text={copy.signUp.text}
      problem={problem ? copy.problems[problem] : null}
      isBusy={isBusy}
      submit={{ label: copy.signUp.submit, busyLabel: copy.signUp.submitting, run: submit }}
      after={
        <p className="text-small text-muted">
          {copy.signUp.haveAccount}{' '}
          <Link to="/sign-in" className="hit-area font-medium text-accent-text underline">
            {copy.signUp.signIn}
          </Link>
        </p>
      }
    >
      <TextField
        label={fields.name}
        name="name"
        autoComplete="name"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={shown(faults.name)}
        frameClassName="desk:min-h-10"
      />
      <TextField
        label={fields.email}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={shown(faults.email)}
        frameClassName="desk:min-h-10"
      />
      <PasswordField
        label={fields.password}
        value={password}
        onChange={setPassword}
        isNew
        hint={fields.passwordHint(SHORTEST_PASSWORD)}
        error={shown(faults.password)}
      />
    </AuthForm>
  );
}
