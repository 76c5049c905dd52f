import { Phone } from 'lucide-react';
import { ownCard } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { AboutCaller } from './AboutCaller.tsx';
import { CallControls } from './CallControls.tsx';
import { callingCopy as copy } from './calling-copy.ts';
import { CallTimer } from './CallTimer.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { AiSwitch, HandBackNote, useHandBack } from './HandBack.tsx';
import { HearSummary } from './HearSummary.tsx';
import { HeldCalls } from './HeldCalls.tsx';
import { InCallKeypad } from './InCallKeypad.tsx';
import { LineTrouble } from './LineTrouble.tsx';
import { NotesPanel } from './NotesPanel.tsx';
import { OthersQuality } from './OthersQuality.tsx';
import { PhoneCardTop } from './PhoneCardTop.tsx';
import { RoomParties } from './RoomParties.tsx';
import { StatusLine } from './StatusLine.tsx';
import { TargetPanel } from './TargetPanel.tsx';
import type { OwnCallView } from './use-own-call.ts';

/** The softphone during a call. */
export function OwnCallCard({ call }: { call: OwnCallView }) {
  const calling = useCalling();
  const error = useCallingState((state) => state.dialError);
  return (
    <>
      <PhoneCardTop line={call.line} onMinimise={() => calling.setMinimised(true)} />
      {error ? <ErrorNote error={error} /> : null}
      <div className="flex items-center gap-2.5 px-3.5 pt-1 pb-3">
        <Avatar name={call.name} size="lg" />
        <div className="min-w-0 flex-1">
          <p className="truncate text-md leading-5 font-strong tracking-(--tracking-tight)">
            {call.name}
          </p>
          {call.number ? <p className="truncate text-small text-muted">{call.number}</p> : null}
        </div>
        <CallTimer call={call} className="text-lg leading-5 font-medium tracking-[-0.01em]" />
      </div>
      <StatusLine call={call} />
      <LineTrouble call={call} />
      <OthersQuality />
      <HeldCalls />
      <AboutCall call={call} />
      <RoomParties />
      <OpenPanel call={call} />
      <CallControls call={call} />
      <Ending call={call} />
    </>
  );
}

/** What was opened over the keys, one at a time. */
function OpenPanel({ call }: { call: OwnCallView }) {
  const { isKeypadOpen, panel } = useCallingState((state) => state.dialog);
  if (isKeypadOpen) return <InCallKeypad digits={call.digits} />;
  if (!panel || !call.callId) return null;
  if (panel === 'notes') return <NotesPanel callId={call.callId} />;
  // Another hand has the call, or nobody yet: there is nothing to pass on.
  if (call.role !== 'holder') return null;
  return <TargetPanel key={panel} callId={call.callId} purpose={panel} party={call.shortName} />;
}

/** The last row: the caller to the AI, or the end of the call. */
function Ending({ call }: { call: OwnCallView }) {
  const calling = useCalling();
  const { note, setNote, handBack } = useHandBack();
  const isHandingBack = call.phase === 'handing_back';
  const canHandBack = call.phase === 'active' && call.aiAvailable;
  return (
    <>
      <div className="flex items-center px-3 pt-2 pb-3">
        {call.aiAvailable ? (
          <AiSwitch isOn={isHandingBack} disabled={!canHandBack} onChange={handBack} />
        ) : null}
        <Button
          variant="stop"
          size="lg"
          className="ml-auto min-w-36"
          aria-disabled={call.phase === 'ending' || undefined}
          onClick={() => void calling.hangUp()}
        >
          <Phone className="rotate-135" aria-hidden="true" />
          {copy.keys.endCall}
        </Button>
      </div>
      {canHandBack ? <HandBackNote note={note} onChange={setNote} onEnter={handBack} /> : null}
    </>
  );
}

/** What the AI found out before a person took over: read, or heard until the sound comes. */
function AboutCall({ call }: { call: OwnCallView }) {
  const card = useCallingState(ownCard);
  if (!card) return null;
  if (!card.ai || !card.summaryLine) return <AboutCaller card={card} place="call" />;
  return (
    <div className="flex items-start gap-2 bg-ai-soft px-3.5 py-2 text-small">
      <p className="min-w-0 flex-1">{card.summaryLine}</p>
      {call.phase === 'taking_over' ? <HearSummary card={card} /> : null}
    </div>
  );
}
