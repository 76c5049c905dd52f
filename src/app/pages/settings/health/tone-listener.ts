/** How far a peak may be from the tone: the telephone network shifts none, but bins are wide. */
const TOLERANCE_HZ = 40;
/** Between digital silence (-100) and speech (about -30). */
const LOUD_DB = -70;
/** So much louder than the middle of all frequencies: a tone, not speech or noise. */
const ABOVE_MIDDLE_DB = 20;
const LOOKS = 3;
const LOOK_EVERY_MS = 120;

/** The far end's sound, which the softphone plays in an element of the document. */
function remoteStream(): MediaStream | null {
  for (const element of document.querySelectorAll('audio')) {
    const { srcObject } = element;
    if (srcObject instanceof MediaStream && srcObject.getAudioTracks().length > 0) return srcObject;
  }
  return null;
}

/**
 * Waits until a steady tone comes in from the far end of the call.
 *
 * @returns false when it was not heard in time
 */
export async function hearTone(hz: number, timeoutMs: number): Promise<boolean> {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 4096;
  let source: MediaStreamAudioSourceNode | null = null;
  const bins = new Float32Array(analyser.frequencyBinCount);
  const endsAt = performance.now() + timeoutMs;
  let inARow = 0;
  try {
    while (performance.now() < endsAt && inARow < LOOKS) {
      const stream = remoteStream();
      if (stream && source?.mediaStream !== stream) {
        source?.disconnect();
        source = context.createMediaStreamSource(stream);
        source.connect(analyser);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      analyser.getFloatFrequencyData(bins);
      inARow = isTone(bins, hz, context.sampleRate / analyser.fftSize) ? inARow + 1 : 0;
    }
  } finally {
    await context.close();
  }
  return inARow >= LOOKS;
}

/** @param binHz width of a bin */
function isTone(bins: Float32Array, hz: number, binHz: number): boolean {
  let loudest = 0;
  for (let bin = 1; bin < bins.length; bin += 1) {
    if ((bins[bin] ?? -Infinity) > (bins[loudest] ?? -Infinity)) loudest = bin;
  }
  const peak = bins[loudest] ?? -Infinity;
  const speech = [...bins.slice(1, Math.floor(3400 / binHz))].toSorted((a, b) => a - b);
  const middle = speech[Math.floor(speech.length / 2)] ?? -Infinity;
  const isNear = Math.abs(loudest * binHz - hz) <= TOLERANCE_HZ;
  return isNear && peak > LOUD_DB && peak - middle > ABOVE_MIDDLE_DB;
}
