import { Ear, Mic, MicOff } from 'lucide-react';
import type { Supervision } from '@/calling/ports.ts';
import { partyOf } from '@/calling/room-selectors.ts';
import { firstName, ownCard } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Segmented } from '@/components/ui/Segmented.tsx';
import { callingCopy } from './calling-copy.ts';
import { CallTimer } from './CallTimer.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { OthersQuality } from './OthersQuality.tsx';
import { PhoneCardTop } from './PhoneCardTop.tsx';
import { roomCopy } from './room-copy.ts';
import type { OwnCallView } from './use-own-call.ts';

const { supervision: copy } = roomCopy;

/** While I listen to a colleague's call: who hears me, how to change that, and the way out. */
export function SupervisionCard({ call }: { call: OwnCallView }) {
  const calling = useCalling();
  const card = useCallingState(ownCard);
  const me = useCallingState((state) => state.me?.id);
  const error = useCallingState((state) => state.dialError);
  const party = card ? partyOf(card, me) : null;
  const mode = party?.role === 'supervisor' ? party.mode : null;
  const agent = firstName(card?.agent?.name ?? '');
  const { callId } = call;
  return (
    <>
      <PhoneCardTop line={call.line} />
      {error ? <ErrorNote error={error} /> : null}
      <div className="flex items-center gap-2.5 px-3.5 pt-1 pb-3">
        <Ear className="size-5 shrink-0 text-accent-text" aria-hidden="true" />
        <div className="min-w-0 flex-1">
          <p className="truncate text-md leading-5 font-strong">{card?.agent?.name}</p>
          <p className="truncate text-small text-muted">{call.name}</p>
        </div>
        <CallTimer call={call} className="text-lg leading-5 font-medium" />
      </div>
      <p role="status" className="bg-fill px-3.5 py-1.5 text-small text-muted">
        {modeWords(mode, agent, call.shortName)}
      </p>
      <OthersQuality />
      <div className="px-3 pt-3">
        <Segmented<Supervision>
          label={copy.mode}
          className="flex w-full [&>button]:flex-1"
          value={mode ?? 'monitor'}
          options={[
            { value: 'monitor', label: copy.listen },
            { value: 'whisper', label: copy.whisper },
            { value: 'barge', label: copy.join },
          ]}
          onChange={(next) => callId && void calling.supervise(callId, next)}
        />
      </div>
      <div className="flex items-center gap-2 px-3 pt-2 pb-3">
        {mode === 'monitor' ? null : (
          <Button size="lg" onClick={() => calling.setMuted(!call.muted)}>
            {call.muted ? <MicOff aria-hidden="true" /> : <Mic aria-hidden="true" />}
            {call.muted ? callingCopy.keys.unmute : callingCopy.keys.mute}
          </Button>
        )}
        <Button
          variant="stop"
          size="lg"
          className="ml-auto min-w-36"
          onClick={() => void calling.hangUp()}
        >
          {copy.stop}
        </Button>
      </div>
    </>
  );
}

function modeWords(mode: Supervision | null, agent: string, party: string): string {
  switch (mode) {
    case 'monitor':
      return copy.monitor(agent);
    case 'whisper':
      return copy.whispering(agent);
    case 'barge':
      return copy.barge(agent, party);
    default:
      return copy.connecting;
  }
}
