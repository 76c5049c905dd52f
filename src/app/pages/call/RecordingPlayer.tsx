import { MicOff, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import type { StoryRecording } from '@core/contracts/call-story.ts';
import { callPageCopy } from './call-page-copy.ts';
import type { Playhead } from './use-playhead.ts';
import { useRecording } from './use-recording.ts';

const { recording: copy } = callPageCopy;
const SPEEDS = [1, 1.5, 2];

export interface RecordingPlayerProps {
  recording: StoryRecording | null;
  /** When the call began. */
  startedAt: string;
  playhead: Playhead;
}

/** The sound of the call, where it was recorded; it moves the playhead, and the playhead moves it. */
export function RecordingPlayer({ recording, ...rest }: RecordingPlayerProps) {
  if (recording) return <Player recording={recording} {...rest} />;
  return (
    <span className="inline-flex items-center gap-1.5 text-small text-muted">
      <MicOff className="size-3.5" aria-hidden="true" />
      {copy.none}
    </span>
  );
}

function Player({
  recording,
  startedAt,
  playhead,
}: RecordingPlayerProps & { recording: StoryRecording }) {
  const sound = useRecording(recording, startedAt, playhead);
  const [speed, setSpeed] = useState(1);
  const Icon = sound.isPlaying ? Pause : Play;
  const faster = () => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    setSpeed(next);
    sound.setSpeed(next);
  };
  return (
    <>
      <Button
        variant="primary"
        iconOnly
        className="size-9 rounded-full [&>.lucide]:fill-current"
        aria-label={sound.isPlaying ? copy.pause : copy.play}
        onClick={sound.toggle}
      >
        <Icon aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="sm"
        aria-label={copy.speedLabel(String(speed))}
        onClick={faster}
      >
        {copy.speed(String(speed))}
      </Button>
      {sound.hasFailed ? (
        <span role="status" className="text-small text-warning-text">
          {copy.failed}
        </span>
      ) : null}
    </>
  );
}
