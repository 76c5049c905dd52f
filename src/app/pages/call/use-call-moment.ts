import { useCallback, useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { type CallMoment, callPath, readCallMoment } from '@/lib/call-path.ts';

/**
 * The moment in the address: handed over once when the page opens and whenever a link changes it. What
 * the page itself wrote there is no news to it.
 *
 * @returns writes the moment that one is at into the address
 */
export function useCallMoment(
  callId: string,
  onMoment: (moment: CallMoment) => void,
): (moment: CallMoment) => void {
  const { search, hash, state } = useLocation();
  const navigate = useNavigate();
  const known = useRef('');
  const listener = useRef(onMoment);
  useEffect(() => {
    listener.current = onMoment;
  });
  useEffect(() => {
    const address = `${search}${hash}`;
    if (address === known.current) return;
    known.current = address;
    listener.current(readCallMoment({ search, hash }));
  }, [search, hash]);
  return useCallback(
    (moment: CallMoment) => {
      const path = callPath(callId, moment);
      known.current = path.slice(path.search(/[?#]/));
      void navigate(path, { replace: true, preventScrollReset: true, state });
    },
    [callId, navigate, state],
  );
}
