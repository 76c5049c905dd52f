import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { settingsCopy } from './copy.ts';
import { SECTIONS, type SectionTab } from './sections.ts';

/** The way around the communications settings; on a phone one line that scrolls. */
export function SectionLinks({ shown }: { shown: SectionTab }) {
  const { hash } = useLocation();
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (list.current && current) list.current.scrollLeft = current.offsetLeft - 48;
  }, [shown]);
  return (
    <nav
      ref={list}
      aria-label={settingsCopy.sections.label}
      className="relative flex scrollbar-none gap-1 overflow-x-auto border-b border-line px-4 py-2.5 side:sticky side:top-13 side:block side:self-start side:border-0 side:py-5 side:pr-3 side:pl-6"
    >
      {SECTIONS.map((section) => {
        const isHere = section.path.endsWith(`/${shown}`) && section.hash === hash;
        return (
          <Link
            key={section.name}
            to={`${section.path}${section.hash}`}
            aria-current={isHere ? 'page' : undefined}
            className="flex h-11 items-center rounded-control px-2.5 whitespace-nowrap text-muted hover:bg-fill aria-[current]:bg-fill-strong aria-[current]:font-medium aria-[current]:text-text side:-ml-2.5 side:h-7.5"
          >
            {section.name}
          </Link>
        );
      })}
    </nav>
  );
}
