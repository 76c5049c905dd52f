/**
 * A microphone's worth of sound for Chromium's `--use-file-for-fake-audio-capture`: 48 kHz, mono.
 * The tone is pulsed, since the browser's noise suppression takes a steady one for noise.
 */
export function toneWav(
  hz: number,
  options: { seconds?: number; onMs?: number; offMs?: number } = {},
) {
  const { seconds = 10, onMs = 400, offMs = 100 } = options;
  const rate = 48_000;
  const samples = rate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0, 'ascii');
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8, 'ascii');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'ascii');
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const ms = (index * 1000) / rate;
    const isOn = offMs === 0 || ms % (onMs + offMs) < onMs;
    const value = isOn ? Math.sin((2 * Math.PI * hz * index) / rate) * 12_000 : 0;
    wav.writeInt16LE(Math.round(value), 44 + index * 2);
  }
  return wav;
}
