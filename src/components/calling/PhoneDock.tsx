import { type SyntheticEvent, useEffect, useRef } from 'react';
import { useCallShortcuts } from '@/calling/use-call-shortcuts.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { ringingForMe } from '@/calling/selectors.ts';
import { cn } from '@/lib/cn.ts';
import { IncomingCalls } from './IncomingCalls.tsx';
import { SoundBlockedNote } from './ReadinessNote.tsx';
import { UnifiedCallManager } from './UnifiedCallManager.tsx';

/** Modal dialogs listen at the document; the phone stays usable while one is open. */
function keepFromDialogs(event: SyntheticEvent) {
  event.nativeEvent.stopPropagation();
}

/**
 * The phone's one home: everything that rings or talks, in one column at bottom right. Its height is
 * published as `--dock-h` on `<html>`, so that pages can leave that room.
 */
export function PhoneDock() {
  const dock = useRef<HTMLDivElement>(null);
  const isRinging = useCallingState((state) => ringingForMe(state).length > 0);
  useCallShortcuts();

  useEffect(() => {
    const element = dock.current;
    if (!element) return undefined;
    const root = document.documentElement;
    const observer = new ResizeObserver(() => {
      const heightPx = element.offsetHeight;
      // The distance to the window's edge counts too.
      root.style.setProperty('--dock-h', heightPx === 0 ? '0px' : `${heightPx + 20}px`);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      root.style.removeProperty('--dock-h');
    };
  }, []);

  return (
    // `aria-live="off"`: modal dialogs hide the rest of the page from screen readers, but nothing live.
    <div
      ref={dock}
      data-phone-dock
      aria-live="off"
      onPointerDown={keepFromDialogs}
      onFocus={keepFromDialogs}
      className={cn(
        'pointer-events-auto fixed right-2 bottom-16 left-2 grid content-end gap-2.5',
        'desk:right-5 desk:left-auto desk:w-(--phone) side:bottom-5',
        // A ring may never be hidden by a form.
        isRinging
          ? 'z-(--z-incoming) max-h-[calc(100dvh-4.5rem)] overflow-y-auto desk:max-h-none desk:overflow-visible'
          : 'z-(--z-phone)',
      )}
    >
      <IncomingCalls />
      <SoundBlockedNote />
      <UnifiedCallManager />
    </div>
  );
}
