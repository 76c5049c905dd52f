import { type RefObject, useEffect, useRef } from 'react';
import { ringingForMe } from '@/calling/selectors.ts';
import { useCallShortcuts } from '@/calling/use-call-shortcuts.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { useAppointmentsChanged } from '@/data/appointments-changed.ts';
import { cn } from '@/lib/cn.ts';
import { callingCopy } from './calling-copy.ts';
import { CallsElsewhere } from './CallsElsewhere.tsx';
import { createDockHeight } from './dock-height.ts';
import { IncomingCalls } from './IncomingCalls.tsx';
import { PhoneVoice } from './PhoneVoice.tsx';
import { EnableCallsCard, SoundBlockedNote } from './ReadinessNote.tsx';
import { UnifiedCallManager } from './UnifiedCallManager.tsx';
import { useDockFocus } from './use-dock-focus.ts';

/**
 * Modal dialogs listen at the document for presses and focus outside of them, to close or to pull the
 * focus back. Those in the dock do not get that far: the phone stays usable while a dialog is open.
 */
function useFreeFromDialogs(dock: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = dock.current;
    const root = element?.closest('#root');
    if (!element || !root) return undefined;
    const keep = (event: Event) => {
      if (event.target instanceof Node && element.contains(event.target)) event.stopPropagation();
    };
    root.addEventListener('pointerdown', keep);
    root.addEventListener('focusin', keep);
    return () => {
      root.removeEventListener('pointerdown', keep);
      root.removeEventListener('focusin', keep);
    };
  }, [dock]);
}

/**
 * The phone's one home: everything that rings or talks, in one column at bottom right. Its height is
 * given as `--dock-h` to whatever leaves room for it.
 */
export function PhoneDock() {
  const dock = useRef<HTMLElement>(null);
  const isRinging = useCallingState((state) => ringingForMe(state).length > 0);
  // The dock is on every page: visits that somebody books are new everywhere.
  useAppointmentsChanged();
  useFreeFromDialogs(dock);
  useCallShortcuts(useDockFocus(dock));

  useEffect(() => {
    const element = dock.current;
    if (!element) return undefined;
    let height: ReturnType<typeof createDockHeight> | null = null;
    const observer = new ResizeObserver(() => {
      const heightPx = element.offsetHeight;
      height ??= createDockHeight(document);
      // The distance to the window's edge counts too.
      height.set(heightPx === 0 ? '0px' : `${heightPx + 20}px`);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      height?.end();
    };
  }, []);

  return (
    // `aria-live="off"`: modal dialogs hide the rest of the page from screen readers, but nothing live.
    <aside
      ref={dock}
      aria-label={callingCopy.dock}
      data-phone-dock
      aria-live="off"
      className={cn(
        'pointer-events-auto fixed right-2 bottom-16 left-2 grid content-end gap-2.5',
        'desk:right-5 desk:left-auto desk:w-(--phone) side:bottom-5',
        // A ring may never be hidden by a form.
        isRinging
          ? 'z-(--z-incoming) max-h-[calc(100dvh-4.5rem)] overflow-y-auto desk:max-h-none desk:overflow-visible'
          : 'z-(--z-phone)',
      )}
    >
      <PhoneVoice />
      <IncomingCalls />
      <SoundBlockedNote />
      <EnableCallsCard />
      <CallsElsewhere />
      <UnifiedCallManager />
    </aside>
  );
}
