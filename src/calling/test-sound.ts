/** Two soft notes, as the far end would be heard. */
const NOTES = [
  { hz: 523, at: 0 },
  { hz: 659, at: 0.35 },
];
const LASTS_S = 0.3;

/** Plays a moment of sound over one loudspeaker; call from a click. @param deviceId null: the computer's */
export function playTestSound(deviceId: string | null): void {
  const context: AudioContext & { setSinkId?: (id: string) => Promise<void> } = new AudioContext();
  const play = () => {
    for (const { hz, at } of NOTES) {
      const note = context.createOscillator();
      const volume = context.createGain();
      volume.gain.value = 0.12;
      note.frequency.value = hz;
      note.connect(volume).connect(context.destination);
      note.start(context.currentTime + at);
      note.stop(context.currentTime + at + LASTS_S);
      if (at > 0) note.addEventListener('ended', () => void context.close());
    }
  };
  // A loudspeaker that is gone leaves the sound with the computer's own.
  void (context.setSinkId?.(deviceId ?? '') ?? Promise.resolve()).then(play, play);
}
