import { Segmented } from '@/components/ui/Segmented.tsx';
import { themeOptions } from '../../theme/theme-options.ts';
import { useTheme } from '../../theme/use-theme.ts';
import { settingsCopy } from './copy.ts';

const { appearance: copy } = settingsCopy;

/** Light, dark, or as the computer has it. */
export function AppearanceTab() {
  const [theme, setTheme] = useTheme();
  return (
    <section aria-labelledby="theme-title" className="max-w-248 px-4 py-6 desk:px-6">
      <h2 id="theme-title" className="text-lg tracking-(--tracking-tight)">
        {copy.title}
      </h2>
      <p className="mb-3 text-muted">{copy.text}</p>
      <Segmented label={copy.title} value={theme} options={themeOptions} onChange={setTheme} />
    </section>
  );
}
