import { useEffect } from 'react';
import { appCopy } from '../copy.ts';

/** Names the browser's tab: the nearest thing first, such as `Maria Lopez · Clients · Switchboard`. */
export function usePageTitle(...parts: (string | undefined)[]): void {
  const title = [...parts, appCopy.product].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
