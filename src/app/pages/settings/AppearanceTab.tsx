import { type ReactNode, useId } from 'react';
import { Segmented } from '@/components/ui/Segmented.tsx';
import { useSavePreferences } from '@/data/preferences.queries.ts';
import { LANGUAGES, setLanguage, useCopy, useLanguage } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useTheme } from '../../theme/use-theme.ts';
import { frameCopy } from './frame-copy.ts';

const THEMES = ['system', 'light', 'dark'] as const;

/** Light, dark, or as the computer has it; English or French. */
export function AppearanceTab() {
  const copy = useCopy(frameCopy);
  const [theme, setTheme] = useTheme();
  return (
    <div className="grid max-w-248 gap-8 px-4 py-6 desk:px-6">
      <Choice title={copy.theme.title} text={copy.theme.text}>
        <Segmented
          label={copy.theme.title}
          value={theme}
          options={THEMES.map((value) => ({ value, label: copy.theme[value] }))}
          onChange={setTheme}
        />
      </Choice>
      <LanguageChoice />
    </div>
  );
}

function LanguageChoice() {
  const copy = useCopy(frameCopy).language;
  const language = useLanguage();
  const save = useSavePreferences();
  return (
    <Choice title={copy.title} text={copy.text}>
      <Segmented
        label={copy.title}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: copy[value] }))}
        onChange={(next) => {
          setLanguage(next);
          save.mutate({ language: next }, { onError: () => showToast({ text: copy.notSaved }) });
        }}
      />
    </Choice>
  );
}

function Choice({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg tracking-(--tracking-tight)">
        {title}
      </h2>
      <p className="mb-3 text-muted">{text}</p>
      {children}
    </section>
  );
}
