import { type ReactNode, useId } from 'react';
import { cn } from '@/lib/cn.ts';

export interface GroupProps {
  title: string;
  /** A sentence under the title. */
  text?: string;
  /** Beside the title. */
  action?: ReactNode;
  /** Rows that are divided by lines of their own. */
  isList?: boolean;
  id?: string;
  children: ReactNode;
}

/** A group of settings under its heading, divided from the one above by a line. */
export function Group({ title, text, action, isList = false, id, children }: GroupProps) {
  const titleId = useId();
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className={cn('grid scroll-mt-16 border-t border-line py-6', isList ? 'gap-1' : 'gap-4')}
    >
      <div className={cn('flex flex-wrap items-start gap-x-3 gap-y-2', isList && 'mb-1')}>
        <div className="min-w-0 flex-1 basis-48">
          <h3 id={titleId} className="text-md desk:text-sm">
            {title}
          </h3>
          {text ? <p className="text-muted">{text}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
