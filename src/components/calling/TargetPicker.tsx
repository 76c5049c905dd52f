import { Check, Phone, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { fieldFrame, fieldInput } from '@/components/ui/field-style.ts';
import { Lamp } from '@/components/ui/Lamp.tsx';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import { presenceCopy } from './presence-copy.ts';
import { PRESENCE_LAMPS } from './presence.ts';
import { roomCopy } from './room-copy.ts';
import { isOutOfReach, type TargetOption } from './use-target-options.ts';

const { panel: copy } = roomCopy;

export interface TargetPickerProps {
  search: string;
  onSearch: (search: string) => void;
  options: readonly TargetOption[];
  chosen: TargetOption | null;
  onChoose: (option: TargetOption) => void;
  /** Enter: what the first button does. */
  onEnter: () => void;
  onEscape: () => void;
}

/** A field that finds people, with the list beneath; arrows move in it, Enter takes the chosen one. */
export function TargetPicker(props: TargetPickerProps) {
  const { search, onSearch, options, chosen, onChoose, onEnter, onEscape } = props;
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const move = (by: 1 | -1) => {
    const open = options.filter((option) => !isOutOfReach(option));
    const at = open.findIndex(({ id }) => id === chosen?.id);
    const next = open[(at + by + open.length) % open.length];
    if (next) onChoose(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: onEnter,
      Escape: onEscape,
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <>
      <div className={fieldFrame}>
        <Search className="size-3.5 text-muted" aria-hidden="true" />
        <input
          ref={input}
          role="combobox"
          aria-label={copy.search}
          aria-expanded={options.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={chosen ? `${list}-${chosen.id}` : undefined}
          placeholder={copy.search}
          autoComplete="off"
          spellCheck={false}
          className={fieldInput}
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={list}
        role="listbox"
        aria-label={copy.people}
        className="-mx-1.5 my-1.5 max-h-48 overflow-y-auto"
      >
        {options.map((option) => (
          <Option
            key={option.id}
            id={`${list}-${option.id}`}
            option={option}
            isChosen={option.id === chosen?.id}
            onChoose={() => onChoose(option)}
          />
        ))}
      </div>
      {options.length === 0 ? <p className="pb-2 text-small text-muted">{copy.none}</p> : null}
    </>
  );
}

interface OptionProps {
  id: string;
  option: TargetOption;
  isChosen: boolean;
  onChoose: () => void;
}

function Option({ id, option, isChosen, onChoose }: OptionProps) {
  const isOff = isOutOfReach(option);
  return (
    // The field above has the keyboard; the list is pointed at.
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      disabled={isOff}
      onClick={onChoose}
      className={cn(
        'flex h-11 w-full items-center gap-2.5 rounded-[0.5625rem] px-2 text-left leading-4.25',
        isChosen ? 'bg-accent-soft' : !isOff && 'hover:bg-fill',
        isOff && 'text-disabled',
      )}
    >
      <Avatar
        name={option.name}
        {...(option.id === 'typed' ? { icon: <Phone aria-hidden="true" /> } : {})}
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{option.name}</span>
        <OptionDetail option={option} isOff={isOff} />
      </span>
      {isChosen ? <Check className="text-accent-text" aria-hidden="true" /> : null}
    </button>
  );
}

function OptionDetail({ option, isOff }: { option: TargetOption; isOff: boolean }) {
  const presence = useCopy(presenceCopy).presence;
  const words = option.presence
    ? presence[option.presence]
    : (option.number ?? (option.id === 'typed' ? copy.number : null));
  if (!words) return null;
  return (
    <span
      className={cn('flex items-center gap-1.5 text-small', isOff ? 'text-disabled' : 'text-muted')}
    >
      {option.presence ? <Lamp state={PRESENCE_LAMPS[option.presence]} /> : null}
      <span className="truncate">{words}</span>
    </span>
  );
}
