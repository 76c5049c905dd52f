import { useEffect, useRef } from 'react';
import { paletteCopy as copy } from './palette-copy.ts';
import type { PaletteItem, PaletteSection } from './palette-items.ts';

export interface PaletteListProps {
  id: string;
  sections: readonly PaletteSection[];
  chosenId: string | null;
  onPoint: (id: string) => void;
  onRun: (item: PaletteItem) => void;
}

/** What was found, group by group. The focus stays in the field; the chosen one is announced. */
export function PaletteList({ id, sections, chosenId, onPoint, onRun }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [chosenId]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={copy.results}
      tabIndex={-1}
      className="-mx-2 mt-2 max-h-[50vh] overflow-y-auto"
    >
      {sections.map(({ group, items }) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <p
            id={`${id}-${group}`}
            role="presentation"
            className="px-2 pt-2 pb-1 text-2xs font-medium text-faint"
          >
            {copy.groups[group]}
          </p>
          {items.map((item) => (
            <PaletteOption
              key={item.id}
              id={`${id}-${item.id}`}
              item={item}
              isChosen={item.id === chosenId}
              onPoint={() => onPoint(item.id)}
              onRun={() => onRun(item)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface PaletteOptionProps {
  id: string;
  item: PaletteItem;
  isChosen: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function PaletteOption({ id, item, isChosen, onPoint, onRun }: PaletteOptionProps) {
  const Icon = item.icon;
  return (
    <button
      type="button"
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      // The focus stays in the field.
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      onClick={onRun}
      className="flex min-h-11 w-full items-center gap-2.5 rounded-control px-2 text-left select-none aria-selected:bg-fill-strong desk:min-h-9"
    >
      <Icon className="size-4 shrink-0 text-muted" aria-hidden="true" />
      <span className="truncate">{item.title}</span>
      {item.detail ? (
        <span className="ml-auto truncate pl-3 text-small text-muted">{item.detail}</span>
      ) : null}
    </button>
  );
}
