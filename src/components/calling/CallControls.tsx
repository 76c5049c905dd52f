import {
  CircleDot,
  Grip,
  Mic,
  MicOff,
  NotebookPen,
  Pause,
  PhoneForwarded,
  Play,
  UserPlus,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { CallPanel } from '@/calling/call-state.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { callingCopy } from './calling-copy.ts';
import { MoreMenu } from './MoreMenu.tsx';
import { PhoneKey } from './PhoneKey.tsx';
import { roomCopy } from './room-copy.ts';
import type { OwnCallView } from './use-own-call.ts';

const { keys } = callingCopy;

/**
 * The eight keys. They keep order and size in all states, so that the hand learns them; what cannot
 * be done now, or not yet at all, is disabled in its place. An open panel takes the second row's room.
 */
export function CallControls({ call }: { call: OwnCallView }) {
  const isKeypadOpen = useCallingState((state) => state.dialog.isKeypadOpen);
  const panel = useCallingState((state) => state.dialog.panel);
  const isUp = call.phase === 'active' || call.phase === 'held';
  const isHolder = isUp && call.role === 'holder';
  return (
    <div className="grid grid-cols-4 gap-1.5 px-3 pt-3 pb-2">
      <TalkKeys call={call} isUp={isUp} isHolder={isHolder} isKeypadOpen={isKeypadOpen} />
      <PanelKey panel="transfer" icon={<PhoneForwarded aria-hidden="true" />} disabled={!isHolder}>
        {keys.transfer}
      </PanelKey>
      {isKeypadOpen || panel === 'transfer' || panel === 'add' ? null : (
        <>
          <PanelKey panel="add" icon={<UserPlus aria-hidden="true" />} disabled={!isHolder}>
            {keys.addPerson}
          </PanelKey>
          <PanelKey
            panel="notes"
            icon={<NotebookPen aria-hidden="true" />}
            disabled={call.callId === null}
          >
            {keys.notes}
          </PanelKey>
          <PhoneKey
            icon={<CircleDot aria-hidden="true" />}
            title={roomCopy.keys.recordLater}
            disabled
          >
            {keys.record}
          </PhoneKey>
          <MoreMenu callId={call.callId} disabled={!isHolder} />
        </>
      )}
    </div>
  );
}

interface TalkKeysProps {
  call: OwnCallView;
  isUp: boolean;
  isHolder: boolean;
  isKeypadOpen: boolean;
}

function TalkKeys({ call, isUp, isHolder, isKeypadOpen }: TalkKeysProps) {
  const calling = useCalling();
  const { muted } = call;
  const isHeld = call.heldSince !== null;
  return (
    <>
      <PhoneKey
        icon={muted ? <MicOff aria-hidden="true" /> : <Mic aria-hidden="true" />}
        fill={muted ? 'on' : null}
        disabled={!isUp}
        onClick={() => calling.setMuted(!muted)}
      >
        {muted ? keys.unmute : keys.mute}
      </PhoneKey>
      <PhoneKey
        icon={isHeld ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
        fill={isHeld ? 'held' : null}
        disabled={!isHolder}
        onClick={() => void (isHeld ? calling.resume() : calling.hold())}
      >
        {isHeld ? roomCopy.keys.resume : keys.hold}
      </PhoneKey>
      <PhoneKey
        icon={<Grip aria-hidden="true" />}
        fill={isKeypadOpen ? 'on' : null}
        aria-pressed={isKeypadOpen}
        disabled={!isUp}
        onClick={() => calling.toggleKeypad()}
      >
        {keys.keypad}
      </PhoneKey>
    </>
  );
}

function PanelKey({
  panel,
  icon,
  disabled,
  children,
}: {
  panel: CallPanel;
  icon: ReactNode;
  disabled: boolean;
  children: string;
}) {
  const calling = useCalling();
  const isOpen = useCallingState((state) => state.dialog.panel === panel);
  return (
    <PhoneKey
      icon={icon}
      fill={isOpen ? 'on' : null}
      aria-expanded={isOpen}
      disabled={disabled}
      onClick={() => calling.togglePanel(panel)}
    >
      {children}
    </PhoneKey>
  );
}
