import type { ReactNode } from 'react';

/** A key cap, after the word that it stands for. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="min-w-4 rounded-[4px] px-1 text-center font-sans text-2xs opacity-80 inset-ring inset-ring-current/30">
      {children}
    </kbd>
  );
}
