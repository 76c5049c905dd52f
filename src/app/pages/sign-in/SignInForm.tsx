import { CircleAlert, Eye, EyeOff, Volume2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useSessionActions } from '@/data/session.tsx';
import type { SignInProblem } from '@/data/sign-in-problem.ts';
import { signInCopy as copy } from './copy.ts';
import { DEMO_PASSWORD } from './demo-accounts.ts';
import { DemoAccounts } from './DemoAccounts.tsx';

export interface SignInFormProps {
  /** Why somebody stands here again. */
  notice?: string | undefined;
  hasDemoAccounts: boolean;
}

/** Email, password, and in plain words what did not work. What was typed stays. */
export function SignInForm({ notice, hasDemoAccounts }: SignInFormProps) {
  const { signIn } = useSessionActions();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setIsShown] = useState(false);
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<SignInProblem | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (email.trim() === '' || password === '' || isBusy) return;
    setIsBusy(true);
    setProblem(null);
    const result = await signIn(email, password);
    setIsBusy(false);
    if (!result.ok) setProblem(result.problem);
  };

  return (
    <form
      noValidate
      aria-labelledby="sign-in-title"
      onSubmit={(event) => void submit(event)}
      className="mx-auto grid w-full max-w-96 gap-4 pt-6 pb-8 min-[901px]:my-auto min-[901px]:max-w-84 min-[901px]:pt-8 min-[901px]:pb-16"
    >
      <div>
        <h1 id="sign-in-title" className="text-2xl font-heavy tracking-(--tracking-display)">
          {copy.title}
        </h1>
        <p className="mt-1 text-muted">{copy.subtitle}</p>
      </div>
      {notice ? (
        <p role="status" className="rounded-card bg-warning-soft p-3 text-small text-warning-text">
          {notice}
        </p>
      ) : null}
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
      <TextField
        label={copy.password}
        type={isShown ? 'text' : 'password'}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={isTried && password === '' ? copy.passwordMissing : undefined}
        frameClassName="desk:min-h-10"
        trailing={
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            aria-label={isShown ? copy.hidePassword : copy.showPassword}
            onClick={() => setIsShown(!isShown)}
            className="-mr-1.5"
          >
            {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </Button>
        }
      />
      {problem ? (
        <p
          role="alert"
          className="flex gap-2 rounded-card bg-danger-soft p-3 text-small text-danger-text"
        >
          <CircleAlert className="mt-px" aria-hidden="true" />
          {copy.problems[problem]}
        </p>
      ) : null}
      <Button type="submit" variant="primary" isFull aria-busy={isBusy} className="h-12 desk:h-10">
        {isBusy ? copy.submitting : copy.submit}
      </Button>
      <p className="flex gap-2.5 rounded-card bg-fill p-3 text-small text-muted">
        <Volume2 className="mt-px" aria-hidden="true" />
        <span>{copy.ring}</span>
      </p>
      {hasDemoAccounts ? (
        <DemoAccounts
          onPick={(picked) => {
            setEmail(picked);
            setPassword(DEMO_PASSWORD);
          }}
        />
      ) : null}
    </form>
  );
}
