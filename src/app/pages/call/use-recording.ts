import { useEffect, useRef, useState } from 'react';
import type { StoryRecording } from '@core/contracts/call-story.ts';
import type { Playhead } from './use-playhead.ts';

/** Nearer than this the sound is where the playhead is. */
const TOGETHER_S = 0.5;

export interface RecordingControls {
  isPlaying: boolean;
  hasFailed: boolean;
  toggle(): void;
  setSpeed(speed: number): void;
}

/**
 * The sound of a recording, bound to the playhead both ways. No element in the page: what was said stands
 * there in words.
 *
 * @param startedAt when the call began; a recording may begin later
 */
export function useRecording(
  { url, startedAt: recordedAt }: StoryRecording,
  startedAt: string,
  { atMs, toTime }: Playhead,
): RecordingControls {
  const audio = useRef<HTMLAudioElement | null>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const offsetS = (Date.parse(recordedAt) - Date.parse(startedAt)) / 1_000;
  useEffect(() => {
    const sound = new Audio(url);
    sound.preload = 'metadata';
    const quiet = new AbortController();
    const on = (name: string, act: () => void) =>
      sound.addEventListener(name, act, { signal: quiet.signal });
    on('play', () => setIsPlaying(true));
    on('pause', () => setIsPlaying(false));
    on('error', () => setHasFailed(true));
    on('timeupdate', () => {
      if (!sound.paused) toTime((sound.currentTime + offsetS) * 1_000);
    });
    audio.current = sound;
    return () => {
      quiet.abort();
      sound.pause();
      audio.current = null;
    };
  }, [url, offsetS, toTime]);
  const wantedS = Math.max(0, atMs / 1_000 - offsetS);
  useEffect(() => {
    const sound = audio.current;
    if (sound && Math.abs(sound.currentTime - wantedS) > TOGETHER_S) sound.currentTime = wantedS;
  }, [wantedS]);
  return {
    isPlaying,
    hasFailed,
    toggle() {
      if (isPlaying) audio.current?.pause();
      else void audio.current?.play().catch(() => setHasFailed(true));
    },
    setSpeed(speed) {
      if (audio.current) audio.current.playbackRate = speed;
    },
  };
}
