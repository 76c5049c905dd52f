import type { ReactNode } from 'react';

/**
 * What arrives in here is said by screen readers. It must be there before its words are: a region that
 * comes together with them is not heard by every screen reader.
 */
export function SpokenNews({ children }: { children: ReactNode }) {
  return (
    <div aria-live="polite" className="contents">
      {children}
    </div>
  );
}
