import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { useCopy } from '@/lib/language.ts';
import { phoneLinkCopy } from './phone-link-copy.ts';

/** Asks the browser to lead `tel:` links of every page here; nothing where it cannot. */
export function TelLinks() {
  const copy = useCopy(phoneLinkCopy);
  const [isAsked, setIsAsked] = useState(false);
  if (typeof navigator.registerProtocolHandler !== 'function') {
    return <p className="text-small text-muted">{copy.telUnsupported}</p>;
  }
  const ask = () => {
    navigator.registerProtocolHandler('tel', `${location.origin}/call?to=%s`);
    setIsAsked(true);
  };
  return (
    <>
      <p className="text-small text-muted">{isAsked ? copy.telAsked : copy.telText}</p>
      <Button onClick={ask}>{copy.telUse}</Button>
    </>
  );
}
