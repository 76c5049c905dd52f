import { type RefObject, useEffect } from 'react';
import { useNavigate } from 'react-router';

/**
 * Plain links within a list lead on inside the app, a call's page as `onOpenPage` opens it. One listener for
 * all of them: a router's link is the dearest part of a row that is made while somebody scrolls.
 */
export function useRowLinks(
  list: RefObject<HTMLElement | null>,
  onOpenPage: (id: string) => void,
): void {
  const navigate = useNavigate();
  useEffect(() => {
    const element = list.current;
    const clicked = (event: MouseEvent) => {
      const { target } = event;
      const link = target instanceof Element ? target.closest('a') : null;
      // The browser's own: a new tab, a new window, a download.
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const { pathname } = link;
      const callId = /^\/calls\/([^/]+)$/.exec(pathname)?.[1];
      if (callId === undefined) void navigate(pathname);
      else onOpenPage(decodeURIComponent(callId));
    };
    element?.addEventListener('click', clicked);
    return () => element?.removeEventListener('click', clicked);
  }, [list, navigate, onOpenPage]);
}
