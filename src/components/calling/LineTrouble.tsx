import { MicOff, PlugZap, SignalLow } from 'lucide-react';
import type { CallingState } from '@/calling/call-state.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { lineCopy as copy } from './line-copy.ts';
import type { OwnCallView } from './use-own-call.ts';

const icons = { microphone: MicOff, device: PlugZap, quality: SignalLow };

/** What is wrong with the sound of this call, whose side it is on, and what helps. One thing at a time. */
export function LineTrouble({ call }: { call: OwnCallView }) {
  const kind = useCallingState(kindOfTrouble);
  const words = useCallingState((state) => troubleWords(state, call.shortName));
  // Before and after, and on hold, there is no sound to speak of.
  if (!kind || !words || call.phase !== 'active') return null;
  const Icon = icons[kind];
  return (
    <p
      role={kind === 'microphone' ? 'alert' : 'status'}
      className="flex items-start gap-2 bg-warning-soft px-3.5 py-2 text-small"
    >
      <Icon className="mt-px size-4 shrink-0 text-warning-text" aria-hidden="true" />
      <span className="min-w-0 flex-1">{words}</span>
    </p>
  );
}

function kindOfTrouble(state: CallingState): keyof typeof icons | null {
  if (state.microphoneTrouble) return 'microphone';
  const { lineQuality } = state;
  // That the network is gone stands in the status line.
  if (lineQuality !== 'good' && lineQuality !== 'cut') return 'quality';
  const { microphone, speaker } = state.missingDevices;
  return microphone !== undefined || speaker !== undefined ? 'device' : null;
}

function troubleWords(state: CallingState, party: string): string | null {
  const { microphoneTrouble, lineQuality, missingDevices } = state;
  if (microphoneTrouble) return copy.microphone[microphoneTrouble](party);
  if (lineQuality !== 'good' && lineQuality !== 'cut') return copy.quality[lineQuality](party);
  const { microphone, speaker } = missingDevices;
  if (microphone !== undefined) return copy.missing.microphone(microphone || copy.device);
  return speaker === undefined ? null : copy.missing.speaker(speaker || copy.device);
}
