import { MenuChoice } from '@/components/ui/Menu.tsx';
import { appCopy } from '../copy.ts';
import { themeOptions } from '../theme/theme-options.ts';
import { useTheme } from '../theme/use-theme.ts';

/** The choice of theme inside a menu. */
export function ThemeMenu() {
  const [theme, setTheme] = useTheme();
  return (
    <MenuChoice
      label={appCopy.account.theme}
      value={theme}
      options={themeOptions()}
      onChange={setTheme}
    />
  );
}
