import { Volume2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { TextField } from '@/components/ui/TextField.tsx';
import { useSessionActions } from '@/data/session.tsx';
import type { SignInProblem } from '@/data/sign-in-problem.ts';
import { useCopy } from '@/lib/language.ts';
import { AuthForm } from './AuthForm.tsx';
import { signInCopy } from './copy.ts';
import { DEMO_PASSWORD } from './demo-accounts.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import { PasswordField } from './PasswordField.tsx';

export interface SignInFormProps {
  /** Why somebody stands here again. */
  notice?: string | undefined;
  hasDemoAccounts: boolean;
}

/** Email, password, and in plain words what did not work. What was typed stays. */
export function SignInForm({ notice, hasDemoAccounts }: SignInFormProps) {
  const copy = useCopy(signInCopy);
  const { signIn } = useSessionActions();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<SignInProblem | null>(null);

  const submit = async () => {
    setIsTried(true);
    if (email.trim() === '' || password === '') return;
    setIsBusy(true);
    setProblem(null);
    const result = await signIn(email, password);
    setIsBusy(false);
    if (!result.ok) setProblem(result.problem);
  };

  return (
    <AuthForm
      title={copy.title}
      text={copy.subtitle}
      notice={notice}
      problem={problem ? copy.problems[problem] : null}
      isBusy={isBusy}
      submit={{ label: copy.submit, busyLabel: copy.submitting, run: submit }}
      after={
        <>
          <p className="flex gap-2.5 rounded-card bg-fill p-3 text-small text-muted">
            <Volume2 className="mt-px" aria-hidden="true" />
            <span>{copy.ring}</span>
          </p>
          <p className="text-small text-muted">
            {copy.noAccount}{' '}
            <Link to="/sign-up" className="hit-area font-medium text-accent-text underline">
              {copy.signUp}
            </Link>
          </p>
          {hasDemoAccounts ? (
            <DemoAccounts
              onPick={(picked) => {
                setEmail(picked);
                setPassword(DEMO_PASSWORD);
              }}
            />
          ) : null}
        </>
      }
    >
      <TextField
        label={copy.email}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={isTried && email.trim() === '' ? copy.emailMissing : undefined}
        frameClassName="desk:min-h-10"
      />
      <PasswordField
        label={copy.password}
        value={password}
        onChange={setPassword}
        error={isTried && password === '' ? copy.passwordMissing : undefined}
        aside={
          <Link
            to="/reset-password"
            className="hit-area font-medium text-accent-text hover:underline"
          >
            {copy.forgot}
          </Link>
        }
      />
    </AuthForm>
  );
}
