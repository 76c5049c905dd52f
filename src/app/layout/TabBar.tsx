import { Ellipsis } from 'lucide-react';
import { NavLink, useLocation } from 'react-router';
import { cn } from '@/lib/cn.ts';
import { appCopy } from '../copy.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { CallBackBadge } from './CallBackBadge.tsx';
import { HOME_PATH, mainPages, morePages } from './navigation.ts';

const tabStyle =
  'relative grid content-center justify-items-center gap-0.75 text-2xs leading-3.5 font-medium text-muted ' +
  'aria-[current=page]:text-accent-text focus-visible:-outline-offset-2 [&>.lucide]:size-5';

/** The frame's foot below 1101 px; what has no place in it stands under More. */
export function TabBar() {
  const { pathname } = useLocation();
  const isMore = morePages.some((page) => pathname.startsWith(page.path));
  return (
    <nav
      aria-label={appCopy.nav.label}
      className="fixed inset-x-0 bottom-0 z-(--z-tabbar) grid h-14 grid-cols-5 border-t border-line bg-raised side:hidden"
    >
      {mainPages.map(({ path, name, icon: Icon }) => (
        <NavLink key={path} to={path} className={tabStyle}>
          <Icon aria-hidden="true" />
          {path === HOME_PATH ? (
            <>
              <span aria-hidden="true">{appCopy.nav.connectShort}</span>
              <span className="sr-only">{name}</span>
              <CallBackBadge className="absolute top-1 left-1/2 ml-1.5" />
            </>
          ) : (
            name
          )}
        </NavLink>
      ))}
      <AccountMenu
        pages={morePages}
        trigger={
          <button type="button" className={cn(tabStyle, isMore && 'text-accent-text')}>
            <Ellipsis aria-hidden="true" />
            {appCopy.nav.more}
          </button>
        }
      />
    </nav>
  );
}
