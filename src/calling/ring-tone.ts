import type { Tone, TonesPort } from './ports.ts';

/** What is heard, from `at` on, as pairs of frequencies in Hz; then silence until the loop ends. */
interface Pattern {
  loopSeconds: number;
  gain: number;
  parts: { at: number; lasts: number; hz: readonly number[] }[];
}

const PATTERNS: Record<Exclude<Tone, 'key'>, Pattern> = {
  // Two tones a fourth apart, twice, then a pause: heard across a room, not mistaken for a message.
  ring: {
    loopSeconds: 3,
    gain: 0.16,
    parts: [
      { at: 0, lasts: 0.38, hz: [587, 784] },
      { at: 0.44, lasts: 0.38, hz: [784, 1047] },
      { at: 1.0, lasts: 0.38, hz: [587, 784] },
      { at: 1.44, lasts: 0.38, hz: [784, 1047] },
    ],
  },
  quiet_ring: { loopSeconds: 4, gain: 0.035, parts: [{ at: 0, lasts: 0.22, hz: [587, 784] }] },
  // Two soft taps, every quarter of a minute: a reminder, also while one talks with somebody else.
  knock: {
    loopSeconds: 15,
    gain: 0.07,
    parts: [
      { at: 0, lasts: 0.07, hz: [196, 392] },
      { at: 0.18, lasts: 0.07, hz: [196, 392] },
    ],
  },
  // North American ringback: 440 and 480 Hz, 2 s on, 4 s off.
  ringback: { loopSeconds: 6, gain: 0.06, parts: [{ at: 0, lasts: 2, hz: [440, 480] }] },
};

/** Row and column frequencies of the keypad, Hz (ITU-T Q.23). */
const ROWS: Record<string, number> = { '123': 697, '456': 770, '789': 852, '*0#': 941 };
const COLUMNS = [1209, 1336, 1477];
const FADE_S = 0.015;

/** Plays tones by Web Audio. Browsers keep it silent until the page was clicked once. */
export function createTones(makeContext: () => AudioContext): TonesPort {
  let context: AudioContext | null = null;
  let wanted: Exclude<Tone, 'key'> | null = null;
  let stopLoop = () => {};
  let isBlocked = false;
  let output = '';
  const listeners = new Set<(blocked: boolean) => void>();

  const setBlocked = (next: boolean) => {
    if (next === isBlocked) return;
    isBlocked = next;
    for (const listener of listeners) listener(next);
  };

  const audio = (): AudioContext => {
    if (context) return context;
    context = makeContext();
    if (output) sendTo(context, output);
    context.addEventListener('statechange', () => {
      const isRunning = context?.state === 'running';
      if (isRunning) setBlocked(false);
      if (isRunning && wanted) loop(wanted);
    });
    return context;
  };

  const loop = (tone: Exclude<Tone, 'key'>) => {
    stopLoop();
    const ctx = audio();
    const { loopSeconds, gain, parts } = PATTERNS[tone];
    const out = ctx.createGain();
    out.gain.value = gain;
    out.connect(ctx.destination);
    const playOnce = () => {
      for (const part of parts) {
        beep(ctx, out, part.hz, ctx.currentTime + 0.02 + part.at, part.lasts);
      }
    };
    playOnce();
    const timer = setInterval(playOnce, loopSeconds * 1000);
    stopLoop = () => {
      clearInterval(timer);
      // Silences also what is already scheduled: a ring that goes on after the answer is a fault.
      out.disconnect();
      stopLoop = () => {};
    };
  };

  return {
    play(tone) {
      wanted = tone === 'key' ? null : tone;
      stopLoop();
      if (!wanted) return;
      const ctx = audio();
      if (ctx.state === 'running') {
        loop(wanted);
        return;
      }
      // A refused resume stays pending; the change of state starts the loop.
      void ctx.resume();
      setBlocked(true);
    },
    key(digit) {
      const row = Object.entries(ROWS).find(([keys]) => keys.includes(digit));
      if (!row) return;
      const column = COLUMNS[row[0].indexOf(digit)] ?? 0;
      const ctx = audio();
      const out = ctx.createGain();
      out.gain.value = 0.05;
      out.connect(ctx.destination);
      beep(ctx, out, [row[1], column], ctx.currentTime, 0.12);
    },
    async enable() {
      await audio().resume();
      setBlocked(audio().state !== 'running');
    },
    useOutput(deviceId) {
      output = deviceId ?? '';
      if (context) sendTo(context, output);
    },
    isBlocked: () => isBlocked,
    onBlockedChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Chrome's; elsewhere the ring goes where the computer sends it. */
function sendTo(context: AudioContext & { setSinkId?: (id: string) => Promise<void> }, id: string) {
  void context.setSinkId?.(id).catch(() => undefined);
}

function beep(
  ctx: AudioContext,
  out: AudioNode,
  hz: readonly number[],
  at: number,
  lasts: number,
): void {
  for (const frequency of hz) {
    const oscillator = ctx.createOscillator();
    const envelope = ctx.createGain();
    oscillator.frequency.value = frequency;
    envelope.gain.setValueAtTime(0, at);
    envelope.gain.linearRampToValueAtTime(1, at + FADE_S);
    envelope.gain.setValueAtTime(1, at + lasts - FADE_S);
    envelope.gain.linearRampToValueAtTime(0, at + lasts);
    oscillator.connect(envelope).connect(out);
    oscillator.start(at);
    oscillator.stop(at + lasts);
  }
}
