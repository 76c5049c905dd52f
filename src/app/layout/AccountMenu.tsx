import { cloneElement, lazy, type ReactElement, Suspense, useState } from 'react';
import type { NavigationItem } from './navigation.ts';

const AccountMenuItems = lazy(async () => ({
  default: (await import('./AccountMenuItems.tsx')).AccountMenuItems,
}));

export interface AccountMenuProps {
  /** The button that opens it. */
  trigger: ReactElement<{ onClick?: () => void }>;
  pages?: readonly NavigationItem[];
}

/**
 * Theme and sign-out behind a button. The menu's code comes after the first paint; a click that was
 * quicker opens it as soon as it is there.
 */
export function AccountMenu({ trigger, pages = [] }: AccountMenuProps) {
  const [isWanted, setIsWanted] = useState(false);
  return (
    <Suspense fallback={cloneElement(trigger, { onClick: () => setIsWanted(true) })}>
      <AccountMenuItems trigger={trigger} startsOpen={isWanted} pages={pages} />
    </Suspense>
  );
}
