import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { fieldLabel } from '@/components/ui/field-style.ts';
import { Segmented } from '@/components/ui/Segmented.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import type { Membership } from '@/data/membership.queries.ts';
import { useSavePreferences } from '@/data/preferences.queries.ts';
import { useSwitchBusiness, useWelcome } from '@/data/welcome.queries.ts';
import { LANGUAGES, setLanguage, useCopy, useLanguage } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { Group } from '../ai/Group.tsx';
import { SettingLine } from '../ai/SettingLine.tsx';
import { teamCopy } from './team-copy.ts';

/** What everybody changes for themselves: name, language, and where they work. */
export function ProfileGroup({ me }: { me: Membership }) {
  const copy = useCopy(teamCopy).profile;
  return (
    <>
      <Group title={copy.title}>
        <NameForm key={me.displayName} name={me.displayName} />
        <LanguageChoice />
      </Group>
      <Businesses />
    </>
  );
}

function NameForm({ name }: { name: string }) {
  const copy = useCopy(teamCopy).profile;
  const save = useSavePreferences();
  const [draft, setDraft] = useState(name);
  const isMissing = draft.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isMissing || draft.trim() === name) return;
    save.mutate(
      { displayName: draft.trim() },
      {
        onSuccess: () => showToast({ text: copy.saved }),
        onError: () => showToast({ text: copy.notSaved }),
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <TextField
        label={copy.name}
        autoComplete="name"
        maxLength={200}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        error={isMissing ? copy.nameMissing : undefined}
        className="min-w-0 flex-1 basis-56"
      />
      <Button type="submit" disabled={isMissing || draft.trim() === name || save.isPending}>
        {copy.save}
      </Button>
    </form>
  );
}

function LanguageChoice() {
  const copy = useCopy(teamCopy).profile;
  const language = useLanguage();
  const save = useSavePreferences();
  return (
    <div className="grid justify-items-start gap-1.5">
      <span aria-hidden="true" className={fieldLabel}>
        {copy.language}
      </span>
      <Segmented
        label={copy.language}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: copy.languages[value] }))}
        onChange={(next) => {
          setLanguage(next);
          save.mutate(
            { language: next },
            { onError: () => showToast({ text: copy.languageNotSaved }) },
          );
        }}
      />
    </div>
  );
}

function Businesses() {
  const copy = useCopy(teamCopy).profile;
  const { data } = useWelcome();
  const change = useSwitchBusiness();
  if (!data || data.businesses.length < 2) return null;
  return (
    <Group title={copy.businesses} isList>
      <ul className="divide-y divide-line">
        {data.businesses.map(({ id, name, isCurrent }) => (
          <li key={id}>
            <SettingLine name={name} text={isCurrent ? copy.here : ''}>
              {isCurrent ? null : (
                <Button
                  size="sm"
                  aria-label={copy.openWho(name)}
                  disabled={change.isPending}
                  onClick={() =>
                    change.mutate(id, { onError: () => showToast({ text: copy.notOpened }) })
                  }
                >
                  {copy.open}
                </Button>
              )}
            </SettingLine>
          </li>
        ))}
      </ul>
    </Group>
  );
}
