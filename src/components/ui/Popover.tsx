import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface PopoverProps {
  /** The button that opens it; what is inside points at it. */
  trigger: ReactNode;
  /** The accessible name. */
  label: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactNode;
}

/** A card beside what was clicked; a click elsewhere or Escape closes it. */
export function Popover({
  trigger,
  label,
  isOpen,
  onOpenChange,
  side = 'right',
  children,
}: PopoverProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          className="z-(--z-menu) max-h-(--radix-popover-content-available-height) w-74 arrive overflow-y-auto rounded-float bg-raised p-3.5 text-body shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
