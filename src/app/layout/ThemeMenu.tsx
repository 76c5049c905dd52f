import { MenuChoice } from '@/components/ui/Menu.tsx';
import { appCopy } from '../copy.ts';
import { useTheme } from '../theme/use-theme.ts';
import { themeOptions } from '../theme/theme-options.ts';

/** The choice of theme inside a menu. */
export function ThemeMenu() {
  const [theme, setTheme] = useTheme();
  return (
    <MenuChoice
      label={appCopy.account.theme}
      value={theme}
      options={themeOptions}
      onChange={setTheme}
    />
  );
}
