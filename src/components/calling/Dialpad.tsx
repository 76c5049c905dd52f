import { useRef } from 'react';

const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const;

const LONG_PRESS_MS = 500;

export interface DialpadProps {
  onDigit: (digit: string) => void;
  /** Holding 0 gives +; only where a number is written. */
  hasPlus?: boolean;
}

/** Twelve keys. */
export function Dialpad({ onDigit, hasPlus = false }: DialpadProps) {
  return (
    <div className="grid grid-cols-3 gap-1.5">
      {KEYS.map(([digit, letters]) => (
        <DialKey
          key={digit}
          digit={digit}
          letters={letters === '+' && !hasPlus ? '' : letters}
          onPress={onDigit}
          held={hasPlus && digit === '0' ? '+' : null}
        />
      ))}
    </div>
  );
}

interface DialKeyProps {
  digit: string;
  letters: string;
  held: string | null;
  onPress: (digit: string) => void;
}

function DialKey({ digit, letters, held, onPress }: DialKeyProps) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const wasHeld = useRef(false);
  const start = () => {
    wasHeld.current = false;
    if (!held) return;
    timer.current = setTimeout(() => {
      wasHeld.current = true;
      onPress(held);
    }, LONG_PRESS_MS);
  };
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current);
  };
  return (
    <button
      type="button"
      // The letters are drawn by CSS: the key's name is its digit.
      aria-label={digit}
      onPointerDown={start}
      onPointerUp={stop}
      onPointerLeave={stop}
      onClick={() => {
        if (!wasHeld.current) onPress(digit);
        wasHeld.current = false;
      }}
      className="flex h-11 touch-manipulation flex-col items-center justify-center rounded-[0.5625rem] bg-fill hover:bg-fill-strong desk:h-9.5"
    >
      <span className="text-md leading-4.5 font-medium tabular-nums">{digit}</span>
      {letters ? (
        <span
          aria-hidden="true"
          data-letters={letters}
          className="text-[0.5625rem] leading-2.75 tracking-[0.08em] text-muted after:content-[attr(data-letters)]"
        />
      ) : null}
    </button>
  );
}
