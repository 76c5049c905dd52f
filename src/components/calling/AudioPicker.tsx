import { findDevice } from '@/calling/audio-routing.ts';
import type { AudioRole } from '@/calling/ports.ts';
import { useAudioDevices } from '@/calling/use-audio-devices.ts';
import { useCalling } from '@/calling/use-calling.ts';
import { Select } from '@/components/ui/Select.tsx';
import { lineCopy as copy } from './line-copy.ts';

/** Which microphone, loudspeaker or ringer this browser uses; it counts at once, also in a call. */
export function AudioPicker({ use }: { use: AudioRole }) {
  const { audio } = useCalling();
  const { inputs, outputs, chosen } = useAudioDevices();
  const wanted = chosen[use];
  const devices = use === 'microphone' ? inputs : outputs;
  if (use !== 'microphone' && !audio.canChooseOutput) {
    return <p className="text-muted">{copy.outputUnsupported}</p>;
  }
  // Its copy of the computer's own choice is what "this computer's choice" is for.
  const listed = devices.filter(({ id }) => id !== 'default' && id !== 'communications');
  const found = wanted ? findDevice(listed, wanted) : null;
  const absent = wanted && !found ? [{ ...wanted, label: copy.gone(wanted.label) }] : [];
  return (
    <Select
      appearance="field"
      className="max-w-80"
      label={copy.pick[use]}
      value={found?.id ?? wanted?.id ?? ''}
      options={[
        { value: '', label: copy.computers },
        ...[...absent, ...listed].map(({ id, label }) => ({ value: id, label: label || id })),
      ]}
      onChange={(id) => audio.choose(use, listed.find((device) => device.id === id) ?? null)}
    />
  );
}
