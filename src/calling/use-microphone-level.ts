import { useEffect, useState } from 'react';
import type { SoftphoneProblem } from './ports.ts';

export interface MicrophoneLevel {
  /** 0 to 1, loudness of the last moment. */
  level: number;
  /** The loudest so far. */
  peak: number;
  problem: SoftphoneProblem | null;
}

/** Full scale of the bar: speech close to a headset has an RMS of about a quarter. */
const FULL_SCALE_RMS = 0.25;

/**
 * Listens to the microphone while the component is on screen, and lets go of it afterwards.
 *
 * @param deviceId which one; null: the computer's choice
 */
export function useMicrophoneLevel(deviceId: string | null): MicrophoneLevel {
  const [state, setState] = useState<MicrophoneLevel>({ level: 0, peak: 0, problem: null });
  useEffect(() => {
    let isGone = false;
    let frame = 0;
    let stop = () => {};
    const listen = (stream: MediaStream) => {
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      analyser.fftSize = 1024;
      context.createMediaStreamSource(stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      const measure = () => {
        analyser.getFloatTimeDomainData(samples);
        const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
        const level = Math.min(1, Math.sqrt(power) / FULL_SCALE_RMS);
        setState((before) => ({ level, peak: Math.max(before.peak, level), problem: null }));
        frame = requestAnimationFrame(measure);
      };
      measure();
      stop = () => {
        cancelAnimationFrame(frame);
        for (const track of stream.getTracks()) track.stop();
        void context.close();
      };
      if (isGone) stop();
    };
    navigator.mediaDevices
      .getUserMedia({ audio: deviceId ? { deviceId: { ideal: deviceId } } : true })
      .then(listen)
      .catch((error: unknown) => {
        const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
        setState((before) => ({ ...before, problem: isDenied ? 'mic_denied' : 'mic_missing' }));
      });
    return () => {
      isGone = true;
      stop();
    };
  }, [deviceId]);
  return state;
}
