import {
  CircleDot,
  Ellipsis,
  Grip,
  Mic,
  MicOff,
  NotebookPen,
  Pause,
  PhoneForwarded,
  UserPlus,
} from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { cn } from '@/lib/cn.ts';
import { callingCopy } from './calling-copy.ts';

const { keys } = callingCopy;

/**
 * The eight keys. They keep order and size in all states, so that the hand learns them; what cannot
 * be done now, or not yet at all, is disabled in its place.
 */
export function CallControls() {
  const calling = useCalling();
  const muted = useCallingState((state) => state.own?.muted ?? false);
  const isUp = useCallingState((state) => state.own?.leg === 'active' && !state.own.isEnding);
  const isKeypadOpen = useCallingState((state) => state.dialog.isKeypadOpen);
  return (
    <div className="grid grid-cols-4 gap-1.5 px-3 pt-3 pb-2 [&>button>.lucide]:size-4.5">
      <Key
        icon={muted ? <MicOff aria-hidden="true" /> : <Mic aria-hidden="true" />}
        isOn={muted}
        disabled={!isUp}
        onClick={() => calling.setMuted(!muted)}
      >
        {muted ? keys.unmute : keys.mute}
      </Key>
      <Key icon={<Pause aria-hidden="true" />} disabled>
        {keys.hold}
      </Key>
      <Key
        icon={<Grip aria-hidden="true" />}
        isOn={isKeypadOpen}
        aria-pressed={isKeypadOpen}
        disabled={!isUp}
        onClick={() => calling.toggleKeypad()}
      >
        {keys.keypad}
      </Key>
      <Key icon={<PhoneForwarded aria-hidden="true" />} disabled>
        {keys.transfer}
      </Key>
      {isKeypadOpen ? null : <SecondRow />}
    </div>
  );
}

function SecondRow() {
  return (
    <>
      <Key icon={<UserPlus aria-hidden="true" />} disabled>
        {keys.addPerson}
      </Key>
      <Key icon={<NotebookPen aria-hidden="true" />} disabled>
        {keys.notes}
      </Key>
      <Key icon={<CircleDot aria-hidden="true" />} disabled>
        {keys.record}
      </Key>
      <Key icon={<Ellipsis aria-hidden="true" />} disabled>
        {keys.more}
      </Key>
    </>
  );
}

function Key({
  icon,
  isOn = false,
  children,
  ...rest
}: ComponentProps<'button'> & { icon: ReactNode; isOn?: boolean }) {
  return (
    <button
      type="button"
      data-on={isOn || undefined}
      className={cn(
        'grid h-14 content-center justify-items-center gap-0.75 rounded-[0.5625rem] bg-fill text-2xs font-medium whitespace-nowrap',
        'transition-[background-color] duration-(--dur-press) hover:not-disabled:bg-fill-strong disabled:text-disabled',
        isOn && 'bg-accent text-on-accent hover:not-disabled:bg-accent-hover',
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}
