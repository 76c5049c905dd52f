import { useState } from 'react';
import { useAudioDevices } from '@/calling/use-audio-devices.ts';
import { useMicrophoneLevel } from '@/calling/use-microphone-level.ts';
import { Button } from '@/components/ui/Button.tsx';
import { callingCopy } from './calling-copy.ts';
import { deviceCopy as copy } from './device-copy.ts';

/** Below this, of 1, a room is as good as silent. */
const HEARD_LEVEL = 0.04;

/** A bar that follows the voice: proof that the microphone works, without a call. */
export function MicrophoneTest() {
  const [isOn, setIsOn] = useState(false);
  const { chosen } = useAudioDevices();
  const deviceId = chosen.microphone?.id ?? null;
  return (
    <>
      <Button onClick={() => setIsOn(!isOn)}>
        {isOn ? copy.microphoneStop : copy.microphoneTest}
      </Button>
      {isOn ? <LevelMeter key={deviceId} deviceId={deviceId} /> : null}
    </>
  );
}

function LevelMeter({ deviceId }: { deviceId: string | null }) {
  const { level, peak, problem } = useMicrophoneLevel(deviceId);
  if (problem) {
    return (
      <p role="alert" className="text-danger-text">
        {callingCopy.problems[problem].title}. {callingCopy.problems[problem].text}
      </p>
    );
  }
  const isHeard = peak > HEARD_LEVEL;
  return (
    <>
      <meter
        aria-label={copy.level}
        min={0}
        max={1}
        value={level}
        className="h-2 w-full max-w-64 appearance-none overflow-hidden rounded-full bg-fill-strong [&::-webkit-meter-bar]:h-2 [&::-webkit-meter-bar]:rounded-full [&::-webkit-meter-bar]:border-0 [&::-webkit-meter-bar]:bg-fill-strong [&::-webkit-meter-optimum-value]:bg-lamp-on"
      />
      <p role="status" className="text-small text-muted">
        {isHeard ? copy.microphoneHeard : copy.microphoneSpeak}
      </p>
    </>
  );
}
