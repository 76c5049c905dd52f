import { useEffect, useMemo } from 'react';

export function BrokenHooks({ number, isOpen }: { number: string; isOpen: boolean }) {
  if (isOpen) {
    useEffect(() => undefined, []); // expect: react-hooks/rules-of-hooks
  }
  const digits = useMemo(() => {
    return number.replaceAll('-', ''); // expect: react-hooks/exhaustive-deps
  }, []);
  return <p>{digits}</p>;
}
