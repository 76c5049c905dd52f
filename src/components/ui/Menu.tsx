import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

const itemStyle =
  'flex h-11 items-center gap-2 rounded-[5px] px-2 outline-none select-none data-[highlighted]:bg-fill data-[disabled]:text-disabled desk:h-8';

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  side?: 'top' | 'bottom';
  align?: 'start' | 'end';
  /** Open at once: the click that asked for it came before this code was there. */
  startsOpen?: boolean;
  children: ReactNode;
}

/** A menu that drops from a button. */
export function Menu({
  trigger,
  side = 'bottom',
  align = 'end',
  startsOpen = false,
  children,
}: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen={startsOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-(--z-menu) min-w-48 arrive rounded-card bg-raised p-1 text-body shadow-menu"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  onSelect?: () => void;
  disabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, onSelect, disabled = false, children }: MenuItemProps) {
  return (
    <Radix.Item
      className={itemStyle}
      disabled={disabled}
      {...(onSelect ? { onSelect: () => onSelect() } : {})}
    >
      {icon}
      {children}
    </Radix.Item>
  );
}

/** A menu entry that is a link: the child is the `<a>`. */
export function MenuLink({ children }: { children: ReactNode }) {
  return (
    <Radix.Item className={itemStyle} asChild>
      {children}
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** A heading and a group of entries of which one is ticked. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
      <Radix.Label className="px-2 pt-1.5 pb-1 text-2xs font-medium text-faint">
        {label}
      </Radix.Label>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={itemStyle}>
          {option.label}
          <Radix.ItemIndicator className="ml-auto">
            <Check className="text-accent-text" aria-hidden="true" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
