/**
 * In-place radix-2 Fourier transform.
 * @param re real parts; the length must be a power of two
 * @param im imaginary parts, same length
 */
export function fft(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  reorder(re, im);
  const turns = turnsOf(size);
  for (let span = 2; span <= size; span *= 2) {
    const half = span / 2;
    const stride = size / span;
    for (let k = 0; k < half; k++) {
      const cos = turns.cos[k * stride] ?? 0;
      const sin = turns.sin[k * stride] ?? 0;
      for (let a = k; a < size; a += span) butterfly(re, im, a, a + half, cos, sin);
    }
  }
}

interface Turns {
  cos: Float64Array;
  sin: Float64Array;
}

const turnsBySize = new Map<number, Turns>();

// Half a circle clockwise in `size / 2` steps, computed once per size.
function turnsOf(size: number): Turns {
  const known = turnsBySize.get(size);
  if (known) return known;
  const angle = (_: unknown, k: number) => (-2 * Math.PI * k) / size;
  const angles = Float64Array.from({ length: size / 2 }, angle);
  const turns = { cos: angles.map(Math.cos), sin: angles.map(Math.sin) };
  turnsBySize.set(size, turns);
  return turns;
}

function butterfly(
  re: Float64Array,
  im: Float64Array,
  a: number,
  b: number,
  cos: number,
  sin: number,
): void {
  const reB = (re[b] ?? 0) * cos - (im[b] ?? 0) * sin;
  const imB = (re[b] ?? 0) * sin + (im[b] ?? 0) * cos;
  const reA = re[a] ?? 0;
  const imA = im[a] ?? 0;
  re[a] = reA + reB;
  im[a] = imA + imB;
  re[b] = reA - reB;
  im[b] = imA - imB;
}

// Bit reversal: the order in which the butterflies expect their input.
function reorder(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j] ?? 0, re[i] ?? 0];
    [im[i], im[j]] = [im[j] ?? 0, im[i] ?? 0];
  }
}
