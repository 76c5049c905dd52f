import { type RefObject, useEffect, useRef } from 'react';

/**
 * Arrow down leads from the search field into the list and from row to row, arrow up back again; Enter
 * opens, as on every link.
 *
 * @param selector of what is walked through, in the order of the page
 * @returns for the element around all of it
 */
export function useArrowKeys(selector: string): RefObject<HTMLDivElement | null> {
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = around.current;
    if (!element) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      const stops = [...element.querySelectorAll<HTMLElement>(selector)];
      const next = stops[stops.indexOf(event.target as HTMLElement) + step];
      if (!next || !stops.includes(event.target as HTMLElement)) return;
      event.preventDefault();
      next.focus();
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [selector]);
  return around;
}
