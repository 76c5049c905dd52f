import type { LoadedSource } from '../world/audio-queue.ts';

const FETCH_TIMEOUT_MS = 5000;
/** Telnyx's own limit for media files. */
const MAX_AUDIO_BYTES = 20 * 1024 * 1024;
const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** What a `media_name` holds. */
export const NO_MEDIA: LoadedSource = {
  ok: false,
  status: 'file_not_found',
  detail: 'The simulator stores no named media.',
};

function failed(detail: string): LoadedSource {
  return { ok: false, status: 'failed', detail };
}

/** The simulator decodes WAV only. */
export function wavSource(bytes: Uint8Array): LoadedSource {
  const tag = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (tag.startsWith('RIFF') && tag.endsWith('WAVE')) {
    return { ok: true, source: { kind: 'file', wav: bytes } };
  }
  return failed('The simulator plays WAV files only.');
}

/** Fetches a WAV from this machine. Other hosts are not asked: the stack works without a network. */
export async function fetchAudio(address: string): Promise<LoadedSource> {
  if (!URL.canParse(address)) return failed('audio_url is not a URL.');
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || !LOOPBACK_HOSTS.has(url.hostname)) {
    return failed('The simulator fetches audio from this machine only.');
  }
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (response.status === 404) {
      return { ok: false, status: 'file_not_found', detail: 'The audio address answered 404.' };
    }
    if (!response.ok) return failed(`The audio address answered ${response.status}.`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > MAX_AUDIO_BYTES) return failed('The audio is larger than 20 MB.');
    return wavSource(bytes);
  } catch {
    return failed('The audio could not be downloaded.');
  }
}
