import { performance } from 'node:perf_hooks';
import { FRAME_MS } from './pcmu.ts';

/** After a longer stall (a suspended machine) the lost time is skipped, not caught up with a burst. */
const MAX_CATCH_UP_MS = 500;

/**
 * The one clock of all legs: calls `tick` once per 20 ms of real time, without drift, as long as it is
 * started. Late ticks are caught up.
 */
export class AudioClock {
  private readonly tick: () => void;
  private nextAtMs = 0;
  private timer: NodeJS.Timeout | null = null;
  private pass: NodeJS.Immediate | null = null;

  constructor(tick: () => void) {
    this.tick = tick;
  }

  start(): void {
    if (this.timer || this.pass) return;
    this.nextAtMs = performance.now() + FRAME_MS;
    this.schedule();
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.pass) clearImmediate(this.pass);
    this.timer = null;
    this.pass = null;
  }

  private schedule(): void {
    this.timer = setTimeout(
      () => {
        this.timer = null;
        // Timers run before sockets are read. One turn later, packets that came in during a stall are
        // in their jitter buffers, and catching up does not play silence instead of them.
        this.pass = setImmediate(() => this.run());
      },
      Math.max(0, this.nextAtMs - performance.now()),
    );
  }

  private run(): void {
    const nowMs = performance.now();
    if (nowMs - this.nextAtMs > MAX_CATCH_UP_MS) this.nextAtMs = nowMs;
    while (this.pass && this.nextAtMs <= nowMs) {
      this.nextAtMs += FRAME_MS;
      this.tick();
    }
    if (!this.pass) return;
    this.pass = null;
    this.schedule();
  }
}
