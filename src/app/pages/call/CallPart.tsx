import type { ReactNode } from 'react';

export interface CallPartProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of the column beside the steps. */
export function CallPart({ title, aside, children }: CallPartProps) {
  return (
    <section className="border-line py-4 not-first:border-t">
      <h2 className="mb-1.5 flex items-center justify-between gap-2">
        {title}
        {aside}
      </h2>
      {children}
    </section>
  );
}
