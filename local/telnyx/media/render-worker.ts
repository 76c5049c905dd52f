import { parentPort } from 'node:worker_threads';
import { SAMPLE_RATE_HZ } from './pcmu.ts';
import type { RenderReply, RenderRequest, RenderTask } from './render-protocol.ts';
import { resample } from './resample.ts';
import { decodeWav } from './wav.ts';

/**
 * The render worker: speech and sound files cost 100-400 ms of CPU each, which the thread of the
 * 20 ms clock cannot spare.
 */
async function render(task: RenderTask): Promise<Int16Array<ArrayBuffer>> {
  // Speech is rare in a session and its data is 2 MB: loaded when first needed.
  const wav =
    task.kind === 'file'
      ? task.wav
      : (await import('./speech-synthesizer.ts')).synthesize(task.text, task.voice);
  const sound = decodeWav(wav);
  // A copy: its buffer is handed over, and it may be a view of the caller's.
  return new Int16Array(resample(sound.pcm, sound.rateHz, SAMPLE_RATE_HZ));
}

const port = parentPort;
if (!port) throw new Error('render-worker.ts runs as a worker only.');

port.on('message', ({ id, task }: RenderRequest) => {
  render(task).then(
    (pcm) => port.postMessage({ id, ok: true, pcm } satisfies RenderReply, [pcm.buffer]),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      port.postMessage({ id, ok: false, message } satisfies RenderReply);
    },
  );
});
