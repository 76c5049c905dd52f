import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { cn } from '@/lib/cn.ts';
import { Button } from './Button.tsx';
import { uiCopy } from './ui-copy.ts';

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** A sentence under the title. */
  description?: string;
  closeLabel?: string;
  children: ReactNode;
  className?: string;
}

/** A modal dialog: on a phone a sheet from below. The incoming popup stands above it. */
export function Dialog({ isOpen, onOpenChange, ...content }: DialogProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-(--z-dialog) bg-scrim" />
        <Content {...content} />
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Mounted while the dialog is open. */
function Content({
  title,
  description,
  closeLabel = uiCopy.close,
  children,
  className,
}: Omit<DialogProps, 'isOpen' | 'onOpenChange'>) {
  // Read while rendering: a field inside may take the focus before any effect of this runs.
  const [opener] = useState(() => document.activeElement);
  return (
    <Radix.Content
      {...(description ? {} : { 'aria-describedby': undefined })}
      onCloseAutoFocus={(event) => {
        // Radix gives the focus back to a trigger; most dialogs here are opened without one.
        if (!(opener instanceof HTMLElement) || !opener.isConnected) return;
        event.preventDefault();
        opener.focus();
      }}
      className={cn(
        'fixed inset-x-0 bottom-0 z-(--z-dialog) max-h-[calc(100dvh-2rem)] arrive overflow-y-auto rounded-t-float bg-raised p-4 shadow-float',
        'desk:inset-x-auto desk:top-[12vh] desk:bottom-auto desk:left-1/2 desk:max-h-[76vh] desk:w-md desk:-translate-x-1/2 desk:rounded-float desk:p-5',
        className,
      )}
    >
      <div className="mb-4 flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <Radix.Title className="text-lg font-strong tracking-(--tracking-tight)">
            {title}
          </Radix.Title>
          {description ? (
            <Radix.Description className="mt-0.5 text-muted">{description}</Radix.Description>
          ) : null}
        </div>
        <Radix.Close asChild>
          <Button variant="ghost" size="sm" iconOnly aria-label={closeLabel} className="-mr-1">
            <X aria-hidden="true" />
          </Button>
        </Radix.Close>
      </div>
      {children}
    </Radix.Content>
  );
}
