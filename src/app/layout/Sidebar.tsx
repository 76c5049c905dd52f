import { ChevronsUpDown } from 'lucide-react';
import { NavLink } from 'react-router';
import { ReadinessLight } from '@/components/calling/ReadinessLight.tsx';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import type { Membership } from '@/data/membership.queries.ts';
import { appCopy } from '../copy.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { BrandMark } from './BrandMark.tsx';
import { CallBackBadge } from './CallBackBadge.tsx';
import { HOME_PATH, mainPages, morePages } from './navigation.ts';
import { TeamList } from './TeamList.tsx';

/** The frame's left side from 1101 px: where to go, who is there, who you are. */
export function Sidebar({ membership }: { membership: Membership }) {
  return (
    <aside
      aria-label={appCopy.nav.sidebar}
      className="sticky top-0 hidden h-dvh flex-col gap-5 overflow-auto p-3 side:flex"
    >
      <div className="flex h-9 items-center gap-2 px-2 font-strong tracking-(--tracking-tight)">
        <BrandMark className="size-5.5 shrink-0 text-lamp-busy" />
        <span className="truncate">{membership.organizationName}</span>
      </div>
      <nav aria-label={appCopy.nav.label} className="grid">
        {[...mainPages, ...morePages].map(({ path, name, icon: Icon }) => (
          <NavLink
            key={path}
            to={path}
            className="group flex h-7.5 items-center gap-2.5 rounded-control px-2 font-medium text-muted hover:bg-fill hover:text-text aria-[current=page]:bg-fill-strong aria-[current=page]:text-text"
          >
            <Icon className="group-aria-[current=page]:text-accent-text" aria-hidden="true" />
            {name}
            {path === HOME_PATH ? <CallBackBadge className="ml-auto" /> : null}
          </NavLink>
        ))}
      </nav>
      <TeamList memberId={membership.memberId} />
      <div className="mt-auto grid gap-0.5 border-t border-line px-2 pt-3 pb-1">
        <div className="flex items-center gap-2">
          <Avatar name={membership.displayName} />
          <span className="truncate font-medium">{membership.displayName}</span>
          <AccountMenu
            trigger={
              <Button
                variant="ghost"
                size="sm"
                iconOnly
                aria-label={appCopy.account.menu}
                className="ml-auto"
              >
                <ChevronsUpDown aria-hidden="true" />
              </Button>
            }
          />
        </div>
        <ReadinessLight />
      </div>
    </aside>
  );
}
