import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useCopy } from '@/lib/language.ts';
import { frameCopy } from './frame-copy.ts';
import { HealthMark } from './health/HealthMark.tsx';
import { SECTIONS, type SettingsSection } from './sections.ts';

/** The way around the communications settings; on a phone one line that scrolls. */
export function SectionLinks({ shown }: { shown: SettingsSection }) {
  const copy = useCopy(frameCopy);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (list.current && current) list.current.scrollLeft = current.offsetLeft - 48;
  }, [shown]);
  return (
    <nav
      ref={list}
      aria-label={copy.sectionsLabel}
      className="relative flex scrollbar-none gap-1 overflow-x-auto border-b border-line px-4 py-2.5 side:sticky side:top-13 side:block side:self-start side:border-0 side:py-5 side:pr-3 side:pl-6"
    >
      {SECTIONS.map((section) => (
        <Link
          key={section}
          to={`/settings/${section}`}
          aria-current={section === shown ? 'page' : undefined}
          className="flex h-11 items-center rounded-control px-2.5 whitespace-nowrap text-muted hover:bg-fill aria-[current]:bg-fill-strong aria-[current]:font-medium aria-[current]:text-text side:-ml-2.5 side:h-7.5"
        >
          {copy.sections[section]}
          {section === 'health' ? <HealthMark /> : null}
        </Link>
      ))}
    </nav>
  );
}
