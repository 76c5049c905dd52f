import { useMemo, useState } from 'react';
import { TextField } from '@/components/ui/TextField.tsx';
import { useCreateBusiness, welcomeCode } from '@/data/welcome.queries.ts';
import { localeOf, useCopy, useLanguage } from '@/lib/language.ts';
import { AuthForm } from '../sign-in/AuthForm.tsx';
import { countriesIn, likelyCountry, timeZones } from './countries.ts';
import { LabelledSelect } from './LabelledSelect.tsx';
import { LanguageField } from './LanguageField.tsx';
import { SignedInAs } from './SignedInAs.tsx';
import { welcomeCopy } from './welcome-copy.ts';

const ownTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface CreateBusinessFormProps {
  /** The name that was given at the sign-up. */
  personName: string;
  notice: string | undefined;
  /** Before it is asked for: once it is there, this page is left. */
  onCreate: () => void;
}

/** Makes a business with its first owner; afterwards to its numbers. */
export function CreateBusinessForm({ personName, notice, onCreate }: CreateBusinessFormProps) {
  const copy = useCopy(welcomeCopy);
  const language = useLanguage();
  const create = useCreateBusiness();
  const [name, setName] = useState('');
  const [person, setPerson] = useState(personName);
  const [country, setCountry] = useState(() => likelyCountry(navigator.language));
  const [timeZone, setTimeZone] = useState(ownTimeZone);
  const [isTried, setIsTried] = useState(false);
  const countries = useMemo(() => countriesIn(localeOf(language)), [language]);
  const zones = useMemo(() => timeZones(ownTimeZone), []);

  const submit = async () => {
    setIsTried(true);
    if (name.trim() === '' || person.trim() === '') return;
    onCreate();
    const business = { name, country, timeZone, language, displayName: person };
    await create.mutateAsync(business).catch(() => undefined);
  };

  return (
    <AuthForm
      title={copy.create.title}
      text={copy.create.text}
      notice={notice}
      problem={create.error ? copy.problems[welcomeCode(create.error)] : null}
      isBusy={create.isPending}
      submit={{ label: copy.create.submit, busyLabel: copy.create.submitting, run: submit }}
      after={<SignedInAs />}
    >
      <TextField
        label={copy.create.name}
        name="organization"
        autoComplete="organization"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={isTried && name.trim() === '' ? copy.create.nameMissing : undefined}
        frameClassName="desk:min-h-10"
      />
      <TextField
        label={copy.yourName}
        name="name"
        autoComplete="name"
        maxLength={200}
        value={person}
        onChange={(event) => setPerson(event.target.value)}
        error={isTried && person.trim() === '' ? copy.yourNameMissing : undefined}
        frameClassName="desk:min-h-10"
      />
      <LabelledSelect
        isTall
        label={copy.create.country}
        value={country}
        options={countries}
        onChange={setCountry}
      />
      <LabelledSelect
        isTall
        label={copy.create.timeZone}
        value={timeZone}
        options={zones}
        onChange={setTimeZone}
        hint={copy.create.timeZoneHint}
      />
      <LanguageField />
    </AuthForm>
  );
}
