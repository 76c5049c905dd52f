import { useEffect } from 'react';
import { ringingForMe, takeOverTarget } from './selectors.ts';
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

/** Ctrl+Shift+A accepts, D declines, T takes over from the AI, M mutes, E ends; even while typing. */
export function useCallShortcuts(): void {
  const calling = useCalling();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isOurs = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey;
      if (!isOurs || event.repeat || !areShortcutsOn()) return;
      const state = calling.store.getState();
      const ring = ringingForMe(state)[0];
      const { own } = state;
      const withAi = own ? null : takeOverTarget(state);
      const actions: Partial<Record<ShortcutId, (() => unknown) | undefined>> = {
        accept: ring && !own ? () => calling.accept(ring.id) : undefined,
        decline: ring ? () => calling.decline(ring.id) : undefined,
        take_over: withAi ? () => calling.accept(withAi.id) : undefined,
        mute: own ? () => calling.setMuted(!own.muted) : undefined,
        end: own ? () => calling.hangUp() : undefined,
      };
      const shortcut = callShortcutOf(event.code);
      const action = shortcut && isShortcutOn(shortcut) ? actions[shortcut] : undefined;
      if (!action) return;
      event.preventDefault();
      void action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [calling]);
}
