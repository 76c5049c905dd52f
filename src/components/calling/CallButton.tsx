import { Phone } from 'lucide-react';
import { useCalling } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { useCopy } from '@/lib/language.ts';
import { displayNumber } from '@core/e164.ts';
import { phoneLinkCopy } from './phone-link-copy.ts';

export interface CallButtonProps {
  /** E.164, or any format that the server can read. */
  phoneNumber: string;
  /** Who is called; a client's name, else the number. */
  name: string;
  clientId?: string;
  /** `primary`: the one petrol button of a page; `icon`: a bare handset; `row`: small, in a list. */
  appearance: 'primary' | 'icon' | 'row';
  /** The accessible name, where "Call <name>" is not it. */
  label?: string;
}

/**
 * One click calls: the softphone opens with the number and the client filled in and dials at once,
 * from the line that was last chosen under "Call from".
 */
export function CallButton({ phoneNumber, name, clientId, appearance, label }: CallButtonProps) {
  const calling = useCalling();
  const copy = useCopy(phoneLinkCopy);
  const accessibleName = label ?? copy.call(name);
  const dial = () =>
    void calling.dial({ to: phoneNumber, name, ...(clientId ? { clientId } : {}) });
  if (appearance === 'primary') {
    return (
      <Button variant="primary" aria-label={accessibleName} onClick={dial}>
        <Phone aria-hidden="true" />
        {accessibleName}
      </Button>
    );
  }
  return (
    <Button
      variant="ghost"
      size={appearance === 'row' ? 'sm' : 'md'}
      iconOnly
      aria-label={accessibleName}
      title={displayNumber(phoneNumber)}
      onClick={dial}
    >
      <Phone aria-hidden="true" />
    </Button>
  );
}
