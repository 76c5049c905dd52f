import { useEffect } from 'react';
import { useCalling } from '@/calling/use-calling.ts';
import { callingCopy as copy } from './calling-copy.ts';
import { Dialpad } from './Dialpad.tsx';

const DIGIT = /^[\d*#]$/;

/** Digits for the far end's menu. They stay readable; the keyboard works too. */
export function InCallKeypad({ digits }: { digits: string }) {
  const calling = useCalling();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !DIGIT.test(event.key))
        return;
      calling.keyTone(event.key);
      calling.sendDigit(event.key);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [calling]);
  return (
    <>
      <p className="flex min-h-9 items-center gap-2 px-3.5 pt-2">
        <span className="text-muted">{copy.dialog.sent}</span>
        <span className="truncate text-md font-strong tracking-[0.12em] tabular-nums">
          {digits}
        </span>
      </p>
      <div className="px-3">
        <Dialpad
          onDigit={(digit) => {
            calling.keyTone(digit);
            calling.sendDigit(digit);
          }}
        />
      </div>
    </>
  );
}
