import { useCalling } from '@/calling/use-calling.ts';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import { displayNumber } from '@core/e164.ts';
import { findNumbers } from '@core/find-numbers.ts';
import { phoneLinkCopy } from './phone-link-copy.ts';

export interface PhoneLinkProps {
  /** E.164 */
  number: string;
  /** As it is written here; by default as people read it. */
  text?: string;
  name?: string;
  clientId?: string;
  className?: string;
}

/** A number that is called with one press, by this app and no other. */
export function PhoneLink({ number, text, name, clientId, className }: PhoneLinkProps) {
  const calling = useCalling();
  const copy = useCopy(phoneLinkCopy);
  const shown = text ?? displayNumber(number);
  return (
    <a
      href={`tel:${number}`}
      title={copy.call(name ?? displayNumber(number))}
      className={cn(
        'rounded-chip underline decoration-line-strong underline-offset-2 hover:text-accent-text hover:decoration-current',
        className,
      )}
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void calling.dial({ to: number, name: name ?? shown, clientId: clientId ?? null });
      }}
    >
      {shown}
    </a>
  );
}

/** A text in which telephone numbers can be called. */
export function LinkedNumbers({ children }: { children: string }) {
  return findNumbers(children).map(({ text, number }, index) =>
    number ? <PhoneLink key={`${index}-${text}`} number={number} text={text} /> : text,
  );
}
