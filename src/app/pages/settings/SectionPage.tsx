import { type ReactNode, useId } from 'react';
import { cn } from '@/lib/cn.ts';
import { LastChanged, type SettingsArea } from './LastChanged.tsx';

export interface SectionPageProps {
  title: string;
  /** What this section is for, in a sentence or two. */
  text: ReactNode;
  /** Shows who changed it last, and when. */
  area?: SettingsArea;
  /** Buttons at the right of the heading. */
  actions?: ReactNode;
  /** Tables need more room than forms. */
  isWide?: boolean;
  children: ReactNode;
}

/** The frame of one section of the settings: heading, what it is for, and who changed it last. */
export function SectionPage(props: SectionPageProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className={cn(
        'px-4 pt-5 pb-(--dock-h,4rem) desk:px-8',
        props.isWide ? 'max-w-248' : 'max-w-176',
      )}
    >
      <header className="flex flex-wrap items-start gap-x-4 gap-y-3 pb-5">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={titleId} className="text-lg tracking-(--tracking-tight)">
            {props.title}
          </h2>
          <div className="text-muted">{props.text}</div>
          {props.area ? <LastChanged area={props.area} /> : null}
        </div>
        {props.actions}
      </header>
      {props.children}
    </section>
  );
}
