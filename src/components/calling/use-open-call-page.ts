import { useCallback, useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { CallRow } from '@/data/call-history.queries.ts';
import { callPath, cameFrom } from '@/lib/call-path.ts';
import { walkFrom } from '@/lib/call-walk.ts';

/**
 * Opens a call's page out of a list: the page leads back to it, and on to the calls beside it. Stays the same
 * function while the list changes, so that its rows are not drawn anew.
 */
export function useOpenCallPage(rows: readonly CallRow[], hasMore: boolean): (id: string) => void {
  const navigate = useNavigate();
  const here = useLocation();
  const latest = useRef({ rows, hasMore, here, navigate });
  useEffect(() => {
    latest.current = { rows, hasMore, here, navigate };
  });
  return useCallback((id) => {
    const now = latest.current;
    const ids = now.rows.map((row) => row.id);
    const walk = walkFrom(ids, id, now.hasMore);
    void now.navigate(callPath(id), { state: { ...cameFrom(now.here), walk } });
  }, []);
}
