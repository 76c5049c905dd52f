/** Virtual time: a queue of things to do, each done to its end before the next one starts. */

interface Entry {
  atMs: number;
  order: number;
  run: () => void;
}

const EPOCH_MS = Date.parse('2026-11-22T15:00:00.000Z');

export class Scheduler {
  /** Milliseconds since the start of the simulation. */
  nowMs = 0;
  steps = 0;
  #order = 0;
  #heap: Entry[] = [];

  /** The moment as ISO 8601 UTC. */
  iso = (): string => new Date(EPOCH_MS + this.nowMs).toISOString();

  after(delayMs: number, run: () => void): void {
    this.#order += 1;
    this.#push({ atMs: this.nowMs + Math.max(0, delayMs), order: this.#order, run });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /**
   * Does everything that is due up to a moment. After each step all promises that can go on without
   * time do so (a macrotask comes after every microtask), then `check` looks at the world.
   */
  async runUntil(untilMs: number, check: () => void): Promise<void> {
    for (;;) {
      const next = this.#heap[0];
      if (!next || next.atMs > untilMs) break;
      this.#pop();
      this.nowMs = next.atMs;
      this.steps += 1;
      next.run();
      await new Promise((resolve) => setImmediate(resolve));
      check();
    }
    this.nowMs = untilMs;
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(heap[index] as Entry, heap[parent] as Entry)) break;
      swap(heap, index, parent);
      index = parent;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    heap[0] = last;
    for (let index = 0; ;) {
      const left = index * 2 + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const isRight = right < heap.length && isBefore(heap[right] as Entry, heap[left] as Entry);
      const child = isRight ? right : left;
      if (!isBefore(heap[child] as Entry, heap[index] as Entry)) return;
      swap(heap, index, child);
      index = child;
    }
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.atMs !== b.atMs ? a.atMs < b.atMs : a.order < b.order;
}

function swap(heap: Entry[], a: number, b: number): void {
  const held = heap[a] as Entry;
  heap[a] = heap[b] as Entry;
  heap[b] = held;
}
