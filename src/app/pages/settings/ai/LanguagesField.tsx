import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { fieldFrame, fieldLabel } from '@/components/ui/field-style.ts';
import { cn } from '@/lib/cn.ts';
import { AI_LANGUAGES, type AiLanguage, DEFAULT_AI_PROFILE } from '@core/contracts/ai-profile.ts';
import { aiCopy, languageNames } from './ai-copy.ts';
import type { ProfileForm } from './use-profile-form.ts';

const { profile: copy } = aiCopy;
const chip =
  'inline-flex h-9 items-center gap-1 rounded-chip text-small font-medium desk:h-6 desk:text-2xs';

/** The languages it speaks, the first one first; at least one stays. */
export function LanguagesField({ form }: { form: ProfileForm }) {
  const id = useId();
  const { languages, greetings } = form.profile;
  const [first = 'en'] = languages;
  const remove = (language: AiLanguage) =>
    form.change({ languages: languages.filter((one) => one !== language) });
  const add = (language: AiLanguage) =>
    form.change({
      languages: [...languages, language],
      greetings: {
        ...greetings,
        [language]: greetings[language] ?? DEFAULT_AI_PROFILE.greetings[language] ?? '',
      },
    });
  return (
    <div role="group" aria-labelledby={id} className="grid gap-1.5">
      <span id={id} className={fieldLabel}>
        {copy.languages}
      </span>
      <div className={cn(fieldFrame, 'flex-wrap py-1', form.isReadOnly && 'bg-fill')}>
        {languages.map((language) => (
          <span key={language} className={cn(chip, 'bg-fill pl-2 text-muted', 'pr-1')}>
            <span lang={language}>{languageNames[language]}</span>
            {languages.length > 1 && !form.isReadOnly ? (
              <button
                type="button"
                aria-label={copy.remove(languageNames[language])}
                onClick={() => remove(language)}
                className="hit-area grid size-6 place-items-center rounded-chip hover:bg-fill-strong desk:size-5"
              >
                <X className="size-3" aria-hidden="true" />
              </button>
            ) : null}
          </span>
        ))}
        {form.isReadOnly
          ? null
          : AI_LANGUAGES.filter((language) => !languages.includes(language)).map((language) => (
              <button
                key={language}
                type="button"
                onClick={() => add(language)}
                className={cn(chip, 'hit-area px-2 text-muted hover:bg-fill hover:text-text')}
              >
                <Plus className="size-3" aria-hidden="true" />
                {copy.add(languageNames[language])}
              </button>
            ))}
      </div>
      <p className="text-small text-faint">{copy.languagesHint(first, languages.length)}</p>
    </div>
  );
}
