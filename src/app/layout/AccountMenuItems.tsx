import { Keyboard, LogOut, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { shortcutCopy } from '@/components/calling/shortcut-copy.ts';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/Menu.tsx';
import { useSessionActions } from '@/data/session.tsx';
import { appCopy } from '../copy.ts';
import { paletteCopy } from '../palette/palette-copy.ts';
import { showOverlay } from '../palette/palette-store.ts';
import { AvailabilityMenu } from './AvailabilityMenu.tsx';
import type { NavigationItem } from './navigation.ts';
import { ThemeMenu } from './ThemeMenu.tsx';

export interface AccountMenuItemsProps {
  trigger: ReactNode;
  startsOpen: boolean;
  /** Pages that have no place of their own, above the rest. */
  pages: readonly NavigationItem[];
}

/** The opened account menu: further pages, theme, sign-out. */
export function AccountMenuItems({ trigger, startsOpen, pages }: AccountMenuItemsProps) {
  const { signOut } = useSessionActions();
  return (
    <Menu side="top" trigger={trigger} startsOpen={startsOpen}>
      {pages.map(({ path, name, icon: Icon }) => (
        <MenuLink key={path}>
          <Link to={path}>
            <Icon aria-hidden="true" />
            {name}
          </Link>
        </MenuLink>
      ))}
      {pages.length > 0 ? <MenuSeparator /> : null}
      <MenuItem icon={<Search aria-hidden="true" />} onSelect={() => showOverlay('palette')}>
        {paletteCopy.open}
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden="true" />} onSelect={() => showOverlay('help')}>
        {shortcutCopy.title}
      </MenuItem>
      <MenuSeparator />
      <AvailabilityMenu />
      <MenuSeparator />
      <ThemeMenu />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => void signOut()}>
        {appCopy.account.signOut}
      </MenuItem>
    </Menu>
  );
}
