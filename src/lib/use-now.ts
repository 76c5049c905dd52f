import { useEffect, useState } from 'react';

/**
 * The wall clock, read again every `everyMs` so that relative times stay true on a page left open.
 *
 * @returns epoch milliseconds
 */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
