import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { callPath } from '@/lib/call-path.ts';

interface CallPageLinkProps {
  id: string;
  /** Opens the page in this tab. */
  onOpenPage: (id: string) => void;
  className: string;
  title?: string;
  children: ReactNode;
}

/** To a call's page, which learns of the list that it was opened from; a new tab does not. */
export function CallPageLink({ id, onOpenPage, children, ...rest }: CallPageLinkProps) {
  return (
    <Link
      to={callPath(id)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpenPage(id);
      }}
      {...rest}
    >
      {children}
    </Link>
  );
}
