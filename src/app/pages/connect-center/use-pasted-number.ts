import { useEffect } from 'react';
import { isShortcutOn } from '@/calling/shortcut-table.ts';
import { useCalling } from '@/calling/use-calling.ts';
import { displayNumber } from '@core/e164.ts';

/** Nobody writes a number longer than this. */
const LONGEST = 64;

/** A number that is pasted onto the page, not into a field, opens the phone with it; it dials nothing. */
export function usePastedNumber(): void {
  const calling = useCalling();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const { target } = event;
      const isField =
        target instanceof HTMLElement &&
        (target.isContentEditable || target.matches('input, textarea, select'));
      const text = event.clipboardData?.getData('text').trim() ?? '';
      if (isField || text === '' || text.length > LONGEST || !isShortcutOn('paste')) return;
      void import('@core/phone-number.ts').then(({ parseNumber }) => {
        const parsed = parseNumber(text.replace(/^tel:/i, ''));
        if (parsed.ok) calling.openDialog({ number: displayNumber(parsed.e164) });
      });
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [calling]);
}
