import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useCallingState } from '@/calling/use-calling.ts';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { paletteCopy as copy } from './palette-copy.ts';
import { type PaletteItem, sectionsOf } from './palette-items.ts';
import { earlyKeys, endEarlyKeys, showOverlay } from './palette-store.ts';
import { PaletteList } from './PaletteList.tsx';
import { rememberItem } from './recent-items.ts';
import { usePaletteItems } from './use-palette-items.ts';
import { usePaused } from './use-paused.ts';

const PAUSE_MS = 150;

/** Search and do anything by keyboard: a field over a list (combobox and listbox). */
export function CommandPalette() {
  return (
    <Dialog
      isOpen
      onOpenChange={() => showOverlay(null)}
      title={copy.title}
      className="desk:w-[36rem]"
    >
      <Palette />
    </Dialog>
  );
}

function Palette() {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const memberId = useCallingState((state) => state.me?.id ?? '');
  const [typed, setTyped] = useState(earlyKeys);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const asked = usePaused(typed.trim(), PAUSE_MS);
  const sections = sectionsOf(usePaletteItems(typed, asked), typed);
  const items = sections.flatMap((section) => section.items);
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === chosenId),
  );
  const chosen = items[at];

  useEffect(() => {
    input.current?.focus();
    endEarlyKeys();
  }, []);

  const run = (item: PaletteItem | undefined) => {
    if (!item) return;
    showOverlay(null);
    if (item.path) rememberItem(memberId, { id: item.id, title: item.title, path: item.path });
    item.run();
  };
  const move = (to: number) => setChosenId(items[(to + items.length) % items.length]?.id ?? null);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      PageDown: () => move(Math.min(at + 5, items.length - 1)),
      PageUp: () => move(Math.max(at - 5, 0)),
      Enter: () => run(chosen),
    };
    const step = steps[event.key];
    // A word that is being composed (accents, Japanese) is ended with Enter, too.
    if (!step || event.nativeEvent.isComposing) return;
    event.preventDefault();
    step();
  };

  return (
    <>
      <div className="flex items-center gap-2 rounded-control px-2.5 inset-ring inset-ring-line-control has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus">
        <Search className="size-4 shrink-0 text-muted" aria-hidden="true" />
        <input
          ref={input}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-label={copy.title}
          aria-describedby={`${listId}-hint`}
          {...(chosen ? { 'aria-activedescendant': `${listId}-${chosen.id}` } : {})}
          placeholder={copy.placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosenId(null);
          }}
          onKeyDown={onKeyDown}
          className="h-11 w-full bg-transparent text-[1rem] outline-none placeholder:text-faint desk:h-10"
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <p id={`${listId}-hint`} className="sr-only">
        {copy.hint}
      </p>
      <PaletteList
        id={listId}
        sections={sections}
        chosenId={chosen?.id ?? null}
        onPoint={setChosenId}
        onRun={run}
      />
      {items.length === 0 ? <p className="py-3 text-small text-faint">{copy.nothing}</p> : null}
      <p role="status" className="sr-only">
        {typed === asked && typed !== '' ? copy.found(items.length) : ''}
      </p>
    </>
  );
}
