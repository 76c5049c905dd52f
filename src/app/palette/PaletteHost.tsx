import { lazy, Suspense, useEffect } from 'react';
import { isShortcutOn, switchShortcutsOff } from '@/calling/shortcut-table.ts';
import { useShortcutsOff } from '@/data/shortcuts.queries.ts';
import { keepEarlyKey, overlayNow, showOverlay, useOverlay } from './palette-store.ts';

const loadPalette = () => import('./CommandPalette.tsx');
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }));
/** After what the page itself needs: the first Ctrl+K then waits for nothing. */
const PALETTE_LOADED_AFTER_MS = 4_000;
const ShortcutSheet = lazy(async () => ({
  default: (await import('./ShortcutSheet.tsx')).ShortcutSheet,
}));

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.repeat || event.altKey) return;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && !event.shiftKey && event.code === 'KeyK' && isShortcutOn('palette')) {
    event.preventDefault();
    showOverlay(overlayNow() === 'palette' ? null : 'palette');
  } else if (event.key === '?' && !isCommand && !isTyping(event.target) && isShortcutOn('help')) {
    event.preventDefault();
    showOverlay('help');
  } else if (!isCommand && !isTyping(event.target) && keepEarlyKey(event.key)) {
    event.preventDefault();
  }
}

/** Ctrl+K (Cmd+K) opens the palette, ? the list of shortcuts, on every page. */
export function PaletteHost() {
  const overlay = useOverlay();
  const { data: off } = useShortcutsOff();
  useEffect(() => {
    if (off) switchShortcutsOff(off);
  }, [off]);
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    const loading = setTimeout(() => void loadPalette(), PALETTE_LOADED_AFTER_MS);
    return () => {
      clearTimeout(loading);
      document.removeEventListener('keydown', onKeyDown);
      showOverlay(null);
    };
  }, []);
  return (
    <Suspense fallback={null}>
      {overlay === 'palette' ? <CommandPalette /> : null}
      {overlay === 'help' ? <ShortcutSheet /> : null}
    </Suspense>
  );
}
