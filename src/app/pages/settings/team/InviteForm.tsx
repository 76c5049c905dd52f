import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import type { Membership } from '@/data/membership.queries.ts';
import { useManageTeam } from '@/data/team-admin.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import type { Role } from '@core/contracts/manage-team.ts';
import { LabelledSelect } from '../../welcome/LabelledSelect.tsx';
import { Group } from '../ai/Group.tsx';
import { rolesToGive } from './role-rules.ts';
import { problemWords, type TeamCopy, teamCopy } from './team-copy.ts';
import { teamCode } from './use-team-change.ts';

function emailFault(email: string, words: TeamCopy['invite']): string | null {
  if (email.trim() === '') return words.emailMissing;
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? null : words.emailWrong;
}

/** Name, address and role; what was typed stays when it could not be sent. */
export function InviteForm({ me }: { me: Membership }) {
  const copy = useCopy(teamCopy);
  const { invite: words } = copy;
  const manage = useManageTeam();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [isTried, setIsTried] = useState(false);
  const fault = emailFault(email, words);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (name.trim() === '' || fault || manage.isPending) return;
    const request = {
      action: 'invite' as const,
      email: email.trim(),
      role,
      display_name: name.trim(),
    };
    manage.mutate(request, {
      onSuccess: () => {
        showToast({ text: words.sent(request.email) });
        setName('');
        setEmail('');
        setIsTried(false);
      },
    });
  };

  return (
    <Group title={words.title} text={words.text}>
      <form noValidate onSubmit={submit} className="grid gap-4">
        <div className="grid items-start gap-4 desk:grid-cols-[1fr_1.4fr_9rem]">
          <TextField
            label={words.name}
            maxLength={200}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={isTried && name.trim() === '' ? words.nameMissing : undefined}
          />
          <TextField
            label={words.email}
            type="email"
            autoComplete="off"
            maxLength={320}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            error={isTried ? (fault ?? undefined) : undefined}
          />
          <LabelledSelect
            label={words.role}
            value={role}
            options={rolesToGive(me.role).map((value) => ({ value, label: copy.roles[value] }))}
            onChange={(value) => setRole(value as Role)}
          />
        </div>
        {manage.error ? (
          <p role="alert" className="text-small text-danger-text">
            {problemWords(copy, teamCode(manage.error))}
          </p>
        ) : null}
        <div>
          <Button type="submit" variant="primary" aria-busy={manage.isPending}>
            {manage.isPending ? words.sending : words.send}
          </Button>
        </div>
      </form>
    </Group>
  );
}
