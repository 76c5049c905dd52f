import { useEffect, useRef, useSyncExternalStore } from 'react';
import { currentToast, dismissToast, onToastChange } from '@/lib/toast-store.ts';

const SHOWN_MS = 6_000;

/**
 * The place of messages: bottom left, one at a time, six seconds; it stays while the pointer or the
 * focus is on it.
 */
export function Toaster() {
  const toast = useSyncExternalStore(onToastChange, currentToast);
  const isHeld = useRef(false);

  useEffect(() => {
    if (!toast) return;
    isHeld.current = false;
    const timer = setInterval(() => {
      if (!isHeld.current) dismissToast(toast.id);
    }, SHOWN_MS);
    return () => clearInterval(timer);
  }, [toast]);

  const hold = (held: boolean) => () => {
    isHeld.current = held;
  };

  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-2 bottom-16 z-(--z-toast) flex desk:inset-x-auto desk:left-5 side:bottom-5"
    >
      {toast ? (
        <div
          key={toast.id}
          onPointerEnter={hold(true)}
          onPointerLeave={hold(false)}
          onFocus={hold(true)}
          onBlur={hold(false)}
          className="pointer-events-auto inline-flex min-h-10 max-w-md arrive items-center gap-2.5 rounded-card bg-inverse py-1 pr-1.5 pl-3.5 text-body text-on-inverse shadow-float"
        >
          <span className="min-w-0 flex-1 py-1">{toast.text}</span>
          {toast.action ? (
            <button
              type="button"
              className="h-11 rounded-[6px] px-2.5 font-strong underline underline-offset-3 desk:h-7.5"
              onClick={() => {
                toast.action?.run();
                dismissToast(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
