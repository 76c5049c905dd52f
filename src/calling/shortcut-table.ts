/**
 * Every shortcut of the app, in the order of the help sheet. Each can be switched off (WCAG 2.1.4). The
 * key is a place on the keyboard, so that keyboards of other languages work alike.
 */
export const SHORTCUTS = [
  { id: 'accept', code: 'KeyA', keys: ['Ctrl', '⇧', 'A'], group: 'calls' },
  { id: 'decline', code: 'KeyD', keys: ['Ctrl', '⇧', 'D'], group: 'calls' },
  { id: 'take_over', code: 'KeyT', keys: ['Ctrl', '⇧', 'T'], group: 'calls' },
  { id: 'mute', code: 'KeyM', keys: ['Ctrl', '⇧', 'M'], group: 'calls' },
  { id: 'hold', code: 'KeyH', keys: ['Ctrl', '⇧', 'H'], group: 'calls' },
  { id: 'keypad', code: 'KeyK', keys: ['Ctrl', '⇧', 'K'], group: 'calls' },
  { id: 'end', code: 'KeyE', keys: ['Ctrl', '⇧', 'E'], group: 'calls' },
  { id: 'phone', code: 'KeyF', keys: ['Ctrl', '⇧', 'F'], group: 'calls' },
  { id: 'palette', code: 'KeyK', keys: ['Ctrl', 'K'], group: 'app' },
  { id: 'help', code: null, keys: ['?'], group: 'app' },
  { id: 'paste', code: null, keys: ['Ctrl', 'V'], group: 'app' },
] as const;

export type ShortcutId = (typeof SHORTCUTS)[number]['id'];

/** The shortcut that a key of the `Ctrl Shift` row stands for. */
export function callShortcutOf(code: string): ShortcutId | null {
  return SHORTCUTS.find((one) => one.group === 'calls' && one.code === code)?.id ?? null;
}

const KEY = 'switchboard.shortcuts-off';

/** What the member switched off, as this browser heard it last; the server keeps it for all of them. */
let off: ReadonlySet<string> = readKept();

function readKept(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.map(String) : []);
  } catch {
    return new Set();
  }
}

export function isShortcutOn(id: ShortcutId): boolean {
  return !off.has(id);
}

/** From now on these do nothing. */
export function switchShortcutsOff(ids: readonly string[]): void {
  off = new Set(ids);
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // A browser that keeps nothing asks the server at the next start.
  }
}
