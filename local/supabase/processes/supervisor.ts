import { startChild, type Child } from './child-process.ts';
import type { DataLock } from './data-lock.ts';

/** One attempt to run the process: made anew for each, so that each can take other ports. */
export interface Launch {
  command: string;
  args: readonly string[];
  cwd?: string;
  env: Record<string, string>;
  /** Asked repeatedly until it says yes. */
  isReady(): Promise<boolean>;
  readyTimeoutMs: number;
}

export interface SupervisorOptions {
  name: string;
  lock: DataLock;
  launch(): Promise<Launch>;
  note(message: string): void;
  onLine?: (line: string) => void;
  /** Keep trying for ever, instead of failing when it does not come up. */
  tolerateFirstFailure?: boolean;
  /** How often to try before the start counts as failed; a free port may be lost to another. */
  firstAttempts?: number;
}

/** A process that is started again when it ends. */
export interface Supervised {
  isUp(): boolean;
  pid(): number | null;
  /** Ends the process and starts it anew at once, with a fresh launch. */
  restart(): Promise<void>;
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>;
}

const firstBackoffMs = 100;
const longestBackoffMs = 10_000;
/** A process that ran this long was healthy: its next restart is immediate again. */
const healthyAfterMs = 10_000;
const readyPollMs = 25;

/** Starts a process, waits until it is ready, and restarts it with growing pauses when it ends. */
export async function keepRunning(options: SupervisorOptions): Promise<Supervised> {
  const supervisor = new ProcessSupervisor(options);
  await supervisor.start();
  return supervisor;
}

class ProcessSupervisor implements Supervised {
  readonly #options: SupervisorOptions;
  #child: Child | null = null;
  #up = false;
  #stopping = false;
  #backoffMs = 0;
  #lines: string[] = [];
  #endPause: (() => void) | null = null;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  isUp(): boolean {
    return this.#up;
  }

  pid(): number | null {
    return this.#child?.pid ?? null;
  }

  async start(): Promise<void> {
    const firstProblem = await new Promise<string | null>((resolve) => {
      this.#loop = this.#run(resolve);
    });
    if (firstProblem !== null && !this.#options.tolerateFirstFailure) throw new Error(firstProblem);
  }

  async restart(): Promise<void> {
    this.#backoffMs = 0;
    this.#endPause?.();
    await this.#child?.stop('SIGTERM', 2_000);
  }

  async stop(signal: NodeJS.Signals, graceMs: number): Promise<void> {
    this.#stopping = true;
    this.#endPause?.();
    await this.#child?.stop(signal, graceMs);
    await this.#loop;
  }

  /** Starts the process again and again until it is stopped; reports how the first start went. */
  async #run(reportFirst: (problem: string | null) => void): Promise<void> {
    const { name, note, tolerateFirstFailure } = this.#options;
    let wasEverUp = false;
    let attemptsLeft = this.#options.firstAttempts ?? 1;
    while (!this.#stopping) {
      const startedAtMs = Date.now();
      const problem = await this.#launch().catch((error: unknown) => String(error));
      if (this.#stopping) break;
      attemptsLeft -= 1;
      if (problem === null) {
        wasEverUp = true;
        reportFirst(null);
        const how = await this.#untilEnd();
        if (this.#stopping) break;
        note(`${name} ended (${how}); starting it again`);
      } else if (wasEverUp || tolerateFirstFailure || attemptsLeft > 0) {
        if (tolerateFirstFailure) reportFirst(problem);
        note(problem);
      } else {
        reportFirst(problem);
        return;
      }
      if (Date.now() - startedAtMs > healthyAfterMs) this.#backoffMs = 0;
      await this.#pause();
    }
    reportFirst(`${name} was stopped`);
  }

  /** Starts the process once. Returns what went wrong, or null when it is ready. */
  async #launch(): Promise<string | null> {
    const { name, lock } = this.#options;
    const launch = await this.#options.launch();
    this.#lines = [];
    const child = await startChild({ name, ...launch, lock, onLine: (line) => this.#keep(line) });
    this.#child = child;
    const deadlineMs = Date.now() + launch.readyTimeoutMs;
    while (!(await launch.isReady())) {
      if (child.hasExited()) return `${name} ended at its start: ${this.#lines.join(' | ')}`;
      if (this.#stopping || Date.now() > deadlineMs) {
        await child.stop('SIGTERM', 2_000);
        return `${name} was not ready after ${launch.readyTimeoutMs} ms: ${this.#lines.join(' | ')}`;
      }
      await new Promise((resolve) => setTimeout(resolve, readyPollMs));
    }
    return null;
  }

  async #untilEnd(): Promise<string> {
    this.#up = !this.#child?.hasExited();
    const status = await this.#child?.exited;
    this.#up = false;
    return String(status?.signal ?? `exit code ${status?.code}`);
  }

  #pause(): Promise<void> {
    const waitMs = this.#backoffMs;
    this.#backoffMs = Math.min(Math.max(waitMs * 2, firstBackoffMs), longestBackoffMs);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #keep(line: string): void {
    this.#options.onLine?.(line);
    if (this.#lines.push(line) > 10) this.#lines.shift();
  }
}
