import { type RefObject, useEffect, useRef } from 'react';

interface Place {
  /** What had the focus last outside of the phone. */
  outside: HTMLElement | null;
  /** What has it inside; null while the focus is elsewhere. */
  last: HTMLElement | null;
  /** What had it inside before that. */
  before: { key: HTMLElement; name: string } | null;
}

/**
 * Keeps the focus of whoever works the phone by keyboard. Its keys come and go with the call; where the one
 * that had the focus is gone, the focus goes to the key that was used before it, else to what the phone shows
 * now, and when that is gone too, back to the page. It is never taken from anything that is still there.
 *
 * @returns brings the focus into the phone, or back to where it was
 */
export function useDockFocus(dock: RefObject<HTMLElement | null>): () => void {
  const place = useRef<Place>({ outside: null, last: null, before: null });
  useEffect(() => {
    const phone = dock.current;
    return phone ? followFocus(phone, place.current) : undefined;
  }, [dock]);
  return () => {
    const phone = dock.current;
    if (!phone) return;
    const isInside = phone.contains(document.activeElement);
    if (isInside) backToPage(place.current.outside);
    else firstKey(phone)?.focus();
  };
}

function followFocus(phone: HTMLElement, place: Place): () => void {
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    if (!phone.contains(target)) {
      // Dialogs and menus give the focus back by themselves.
      if (target.closest('[role="dialog"], [role="menu"]')) return;
      Object.assign(place, { outside: target, last: null, before: null });
      return;
    }
    const { last } = place;
    if (last && last !== target) place.before = { key: last, name: nameOf(last) };
    place.last = target;
  };
  // Who presses on the page leaves the phone, though nothing there takes the focus.
  const onPress = ({ target }: PointerEvent) => {
    if (target instanceof Node && !phone.contains(target)) place.last = null;
  };
  const restore = () => {
    const { last, before, outside } = place;
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    Object.assign(place, { last: null, before: null });
    const goTo = sameKey(phone, before) ?? shownNow(phone);
    if (goTo) goTo.focus({ preventScroll: true });
    else backToPage(outside);
  };
  const observer = new MutationObserver(restore);
  observer.observe(phone, { childList: true, subtree: true });
  // While capturing: what happens in the dock is kept from dialogs, and so from the document.
  document.addEventListener('focusin', onFocus, true);
  document.addEventListener('pointerdown', onPress, true);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocus, true);
    document.removeEventListener('pointerdown', onPress, true);
  };
}

const KEYS = 'button:not(:disabled), input:not(:disabled), a[href]';
const nameOf = (key: HTMLElement) => key.getAttribute('aria-label') ?? key.textContent ?? '';

/** The key that was used before, or the one that stands in its place with the same name. */
function sameKey(phone: HTMLElement, before: Place['before']): HTMLElement | null {
  if (!before) return null;
  const keys = [...phone.querySelectorAll<HTMLElement>(KEYS)];
  return (
    keys.find((key) => key === before.key) ??
    keys.find((key) => nameOf(key) === before.name) ??
    null
  );
}

function shownNow(phone: HTMLElement): HTMLElement | null {
  return phone.querySelector<HTMLElement>('[role="dialog"][tabindex="-1"]');
}

/** Accept where it rings, else the call's first key. */
function firstKey(phone: HTMLElement): HTMLElement | null {
  const ring = phone.querySelector<HTMLElement>('[data-accept]');
  return ring ?? shownNow(phone) ?? phone.querySelector<HTMLElement>(KEYS);
}

function backToPage(outside: HTMLElement | null): void {
  const page = outside?.isConnected ? outside : document.querySelector<HTMLElement>('#page');
  page?.focus({ preventScroll: true });
}
