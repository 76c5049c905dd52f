import { useState } from 'react';
import { TextField } from '@/components/ui/TextField.tsx';
import type { AccountProblem } from '@/data/account-problem.ts';
import { setPassword, SHORTEST_PASSWORD } from '@/data/account.ts';
import { useSupabase } from '@/data/supabase-context.tsx';
import { type OpenInvite, useAcceptInvite, welcomeCode } from '@/data/welcome.queries.ts';
import { useCopy, useLanguage } from '@/lib/language.ts';
import { accountCopy } from '../sign-in/account-copy.ts';
import { AuthForm } from '../sign-in/AuthForm.tsx';
import { passwordFault } from '../sign-in/field-checks.ts';
import { PasswordField } from '../sign-in/PasswordField.tsx';
import { LanguageField } from './LanguageField.tsx';
import { SignedInAs } from './SignedInAs.tsx';
import { welcomeCopy } from './welcome-copy.ts';

export interface JoinFormProps {
  invite: OpenInvite;
  /** Whoever had no account has no password yet. */
  needsPassword: boolean;
  notice?: string | undefined;
}

/** Joins a business: name, language and, for a new account, the password. */
export function JoinForm({ invite, needsPassword, notice }: JoinFormProps) {
  const copy = useCopy(welcomeCopy);
  const account = useCopy(accountCopy);
  const language = useLanguage();
  const supabase = useSupabase();
  const accept = useAcceptInvite();
  const [name, setName] = useState(invite.displayName);
  const [password, setTyped] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState<AccountProblem | null>(null);
  const fault = needsPassword ? passwordFault(password, account.fields) : null;

  /** Same again: the password was set before, and what came after it failed. */
  const savePassword = async (): Promise<boolean> => {
    if (!needsPassword) return true;
    const result = await setPassword(supabase, password);
    if (result.ok || result.problem === 'same_password') return true;
    setProblem(result.problem);
    return false;
  };
  const submit = async () => {
    setIsTried(true);
    if (name.trim() === '' || fault) return;
    setProblem(null);
    setIsSaving(true);
    if (await savePassword()) {
      const request = { inviteId: invite.id, displayName: name, language };
      // Once they are a member, the page around this form goes on to the app.
      await accept.mutateAsync(request).catch(() => undefined);
    }
    setIsSaving(false);
  };

  const refusal = accept.error ? copy.problems[welcomeCode(accept.error)] : null;
  return (
    <AuthForm
      title={copy.join.title(invite.organizationName)}
      text={copy.join.text(copy.roles[invite.role], invite.invitedBy)}
      notice={notice}
      problem={problem ? account.problems[problem] : refusal}
      isBusy={isSaving}
      submit={{
        label: copy.join.submit(invite.organizationName),
        busyLabel: copy.join.submitting,
        run: submit,
      }}
      after={<SignedInAs />}
    >
      <TextField
        label={copy.yourName}
        name="name"
        autoComplete="name"
        maxLength={200}
        value={name}
        hint={copy.yourNameHint}
        onChange={(event) => setName(event.target.value)}
        error={isTried && name.trim() === '' ? copy.yourNameMissing : undefined}
        frameClassName="desk:min-h-10"
      />
      {needsPassword ? (
        <PasswordField
          label={copy.join.password}
          value={password}
          onChange={setTyped}
          isNew
          hint={account.fields.passwordHint(SHORTEST_PASSWORD)}
          error={isTried ? (fault ?? undefined) : undefined}
        />
      ) : null}
      <LanguageField />
    </AuthForm>
  );
}
