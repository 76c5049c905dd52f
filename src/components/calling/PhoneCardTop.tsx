import { Headset, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { Lamp } from '@/components/ui/Lamp.tsx';
import { callingCopy as copy } from './calling-copy.ts';
import { lineCopy } from './line-copy.ts';
import { READINESS_LAMPS, useReadinessWords } from './ReadinessLight.tsx';

export interface PhoneCardTopProps {
  /** Instead of the readiness words: the line that the call is on. */
  line?: string;
  aside?: ReactNode;
  onMinimise?: () => void;
  onClose?: () => void;
}

/** The card's first line: lamp, words or line, and the way to put it away. */
export function PhoneCardTop({ line, aside, onMinimise, onClose }: PhoneCardTopProps) {
  const { state, words } = useReadinessWords();
  const isFaulty = state !== 'on' && state !== 'busy';
  return (
    <div className="flex h-11 items-center gap-2 pr-1.5 pl-3.5 text-small text-muted desk:h-10">
      <Lamp state={READINESS_LAMPS[state]} hasHalo />
      <span className="truncate">{line && !isFaulty ? line : words}</span>
      <span className="ml-auto flex items-center gap-1">
        {aside}
        <Link
          to="/settings/devices"
          aria-label={lineCopy.chooseDevices}
          title={lineCopy.chooseDevices}
          className={buttonStyle({ variant: 'ghost', size: 'sm', iconOnly: true })}
        >
          <Headset aria-hidden="true" />
        </Link>
        {onMinimise ? (
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            aria-label={copy.dialog.minimise}
            onClick={onMinimise}
          >
            <Minus aria-hidden="true" />
          </Button>
        ) : null}
        {onClose ? (
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            aria-label={copy.dialog.close}
            onClick={onClose}
          >
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </span>
    </div>
  );
}
