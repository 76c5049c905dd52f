import { useEffect, useRef } from 'react';
import type { Calling } from './call-session.ts';
import type { OwnCall } from './call-state.ts';
import { holdsFor, roleIn } from './room-selectors.ts';
import { callPhase, ownCard, ringingForMe, takeOverTarget } from './selectors.ts';
import { callShortcutOf, isShortcutOn, type ShortcutId } from './shortcut-table.ts';
import { useCalling } from './use-calling.ts';

const STORAGE_KEY = 'switchboard-call-shortcuts';

/** Shortcuts can be switched off (WCAG 2.1.4); remembered per browser. */
export function areShortcutsOn(): boolean {
  return localStorage.getItem(STORAGE_KEY) !== 'off';
}

export function setShortcutsOn(isOn: boolean): void {
  localStorage.setItem(STORAGE_KEY, isOn ? 'on' : 'off');
}

type Actions = Partial<Record<ShortcutId, () => unknown>>;

/** What each key does now; one that does nothing stays the browser's. */
function actionsNow(calling: Calling, jump: () => void): Actions {
  const state = calling.store.getState();
  const ring = ringingForMe(state)[0];
  const withAi = takeOverTarget(state);
  return {
    phone: jump,
    ...(ring ? { accept: () => calling.accept(ring.id) } : {}),
    ...(ring ? { decline: () => calling.decline(ring.id) } : {}),
    ...(withAi ? { take_over: () => calling.accept(withAi.id) } : {}),
    ...(state.own ? actionsInCall(calling, state.own) : {}),
  };
}

function actionsInCall(calling: Calling, own: OwnCall): Actions {
  const state = calling.store.getState();
  const card = ownCard(state);
  const phase = callPhase(state, own);
  const isUp = phase === 'active' || phase === 'held';
  const isHolder = isUp && card !== null && roleIn(state, card) === 'holder';
  const isHeld = holdsFor(state, own);
  return {
    mute: () => calling.setMuted(!own.muted),
    end: () => calling.hangUp(),
    ...(isHolder ? { hold: () => (isHeld ? calling.resume() : calling.hold()) } : {}),
    ...(isUp && !own.isSupervising ? { keypad: () => calling.toggleKeypad() } : {}),
  };
}

/**
 * The calls by keyboard, with Ctrl (or ⌘) and Shift; even while typing.
 *
 * @param jump brings the focus into the phone, or back
 */
export function useCallShortcuts(jump: () => void): void {
  const calling = useCalling();
  const latest = useRef(jump);
  useEffect(() => {
    latest.current = jump;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isOurs = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey;
      if (!isOurs || event.repeat || !areShortcutsOn()) return;
      const shortcut = callShortcutOf(event.code);
      const action =
        shortcut && isShortcutOn(shortcut)
          ? actionsNow(calling, () => latest.current())[shortcut]
          : undefined;
      if (!action) return;
      event.preventDefault();
      void action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [calling]);
}
