import { AudioLines, MicOff, Phone, PhoneOutgoing, WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { ownCard } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { Timer } from '@/components/ui/Timer.tsx';
import { cn } from '@/lib/cn.ts';
import { AboutCaller } from './AboutCaller.tsx';
import { CallControls } from './CallControls.tsx';
import { callingCopy as copy } from './calling-copy.ts';
import { Dialpad } from './Dialpad.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { AiSwitch, HandBackNote, useHandBack } from './HandBack.tsx';
import { HearSummary } from './HearSummary.tsx';
import { PhoneCardTop } from './PhoneCardTop.tsx';
import { type OwnCallView, useCallSeconds } from './use-own-call.ts';

/** The softphone during a call. */
export function OwnCallCard({ call }: { call: OwnCallView }) {
  const calling = useCalling();
  const error = useCallingState((state) => state.dialError);
  const isKeypadOpen = useCallingState((state) => state.dialog.isKeypadOpen);
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
      <AboutCall call={call} />
      {isKeypadOpen ? <InCallKeypad digits={call.digits} /> : null}
      <CallControls />
      <Ending call={call} />
    </>
  );
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

export function CallTimer({ call, className }: { call: OwnCallView; className?: string }) {
  const seconds = useCallSeconds(call);
  return (
    <Timer label={copy.keys.duration} seconds={seconds} className={cn('ml-auto', className)} />
  );
}

const statusTones = {
  plain: 'bg-fill text-muted',
  muted: 'bg-accent-soft font-medium text-accent-text',
  wait: 'bg-warning-soft font-medium text-warning-text',
  ai: 'bg-ai-soft font-medium text-ai-text',
};

function toneOf(call: OwnCallView): keyof typeof statusTones {
  if (call.muted && call.phase === 'active') return 'muted';
  if (call.phase === 'reconnecting') return 'wait';
  return isAboutAi(call) ? 'ai' : 'plain';
}

function isAboutAi({ phase }: OwnCallView): boolean {
  return phase === 'taking_over' || phase === 'handing_back';
}

/** One sentence on how the call stands; announced once per change. */
function StatusLine({ call }: { call: OwnCallView }) {
  const isMuted = call.muted && call.phase === 'active';
  return (
    <p
      role="status"
      className={cn('flex h-7.5 items-center gap-1.5 px-3.5 text-small', statusTones[toneOf(call)])}
    >
      <StatusIcon call={call} />
      <span className="truncate">
        {isMuted ? copy.muted(call.shortName) : copy.phases[call.phase](call.shortName)}
      </span>
    </p>
  );
}

function StatusIcon({ call }: { call: OwnCallView }) {
  const className = 'size-3.5';
  if (call.phase === 'reconnecting') return <WifiOff className={className} aria-hidden="true" />;
  if (isAboutAi(call)) return <AudioLines className={className} aria-hidden="true" />;
  if (call.phase === 'ringing') return <PhoneOutgoing className={className} aria-hidden="true" />;
  if (call.muted && call.phase === 'active')
    return <MicOff className={className} aria-hidden="true" />;
  return null;
}

const DIGIT = /^[\d*#]$/;

/** Digits for the far end's menu. They stay readable; the keyboard works too. */
function InCallKeypad({ digits }: { digits: string }) {
  const calling = useCalling();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !DIGIT.test(event.key))
        return;
      calling.keyTone(event.key);
      calling.sendDigit(event.key);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [calling]);
  return (
    <>
      <p className="flex min-h-9 items-center gap-2 px-3.5 pt-2">
        <span className="text-muted">{copy.dialog.sent}</span>
        <span className="truncate text-md font-strong tracking-[0.12em] tabular-nums">
          {digits}
        </span>
      </p>
      <div className="px-3">
        <Dialpad
          onDigit={(digit) => {
            calling.keyTone(digit);
            calling.sendDigit(digit);
          }}
        />
      </div>
    </>
  );
}
