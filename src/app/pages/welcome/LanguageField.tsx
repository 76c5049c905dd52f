import { useId } from 'react';
import { fieldLabel } from '@/components/ui/field-style.ts';
import { Segmented } from '@/components/ui/Segmented.tsx';
import { LANGUAGES, setLanguage, useCopy, useLanguage } from '@/lib/language.ts';
import { welcomeCopy } from './welcome-copy.ts';

/** The language of the screen, which is kept with the person who joins. */
export function LanguageField() {
  const copy = useCopy(welcomeCopy).language;
  const language = useLanguage();
  const id = useId();
  return (
    <div className="grid justify-items-start gap-1.5">
      <span id={id} className={fieldLabel}>
        {copy.label}
      </span>
      <Segmented
        label={copy.label}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: copy[value] }))}
        onChange={setLanguage}
      />
    </div>
  );
}
