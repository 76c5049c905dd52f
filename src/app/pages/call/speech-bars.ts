import type { TranscriptSegment } from '@core/contracts/transcript.ts';

/** Columns of the picture; a stroke each. */
const COLUMNS = 340;
/** People say about so many words in a second. */
const WORD_MS = 380;

export interface SpeechBar {
  /** 0 to 1 on the time axis. */
  x: number;
  /** 0 to 1: how much was said there. */
  size: number;
}

export interface SpeechBars {
  caller: SpeechBar[];
  ai: SpeechBar[];
  agent: SpeechBar[];
}

/**
 * Who spoke when, from the words that were written down: each word is a stroke as long as the word. No
 * picture of the sound, which is not kept.
 */
export function speechBars(
  segments: readonly TranscriptSegment[],
  startedAt: string,
  lengthMs: number,
): SpeechBars {
  const since = Date.parse(startedAt);
  const said = segments.filter(({ tool, speaker }) => tool === null && speaker !== 'system');
  const columns = { caller: new Map(), ai: new Map(), agent: new Map() } as Record<
    keyof SpeechBars,
    Map<number, number>
  >;
  said.forEach(({ speaker, text, at }, index) => {
    if (speaker === 'tool' || speaker === 'system') return;
    const fromMs = Date.parse(at) - since;
    const nextMs = Date.parse(said[index + 1]?.at ?? '') - since;
    const room = Number.isNaN(nextMs) ? lengthMs - fromMs : nextMs - fromMs;
    const words = text.split(/\s+/).filter(Boolean);
    // Nobody speaks on while the other is heard: what was said fits before what came next.
    const stepMs = Math.min(WORD_MS, Math.max(room, 0) / Math.max(words.length, 1) || WORD_MS);
    words.forEach((word, nth) => {
      const column = Math.round(((fromMs + nth * stepMs) / lengthMs) * COLUMNS);
      if (column < 0 || column > COLUMNS) return;
      const size = Math.min(1, 0.25 + word.length / 12);
      columns[speaker].set(column, Math.max(size, columns[speaker].get(column) ?? 0));
    });
  });
  return { caller: bars(columns.caller), ai: bars(columns.ai), agent: bars(columns.agent) };
}

function bars(columns: ReadonlyMap<number, number>): SpeechBar[] {
  return [...columns]
    .map(([column, size]) => ({ x: column / COLUMNS, size }))
    .toSorted((a, b) => a.x - b.x);
}

/** The strokes as an SVG path in a box of `width` by `height`; `up` from the bottom, `down` from the top. */
export function barsPath(
  given: readonly SpeechBar[],
  { width, height, way }: { width: number; height: number; way: 'up' | 'down' },
): string {
  return given
    .map(({ x, size }) => {
      const [from, to] = way === 'up' ? [height, height * (1 - size)] : [0, height * size];
      return `M${(x * width).toFixed(1)} ${from}V${to.toFixed(1)}`;
    })
    .join('');
}
