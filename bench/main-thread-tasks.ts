import type { CDPSession, Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds of the thread's own clock. */
  tdur?: number;
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/**
 * The tasks of a page's main thread, each with the time that the thread itself ran (milliseconds): what else
 * the machine does meanwhile is not in it.
 */
export async function startTasks(page: Page): Promise<{ stop: () => Promise<number[]> }> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  return { stop: () => stop(devtools, events) };
}

async function stop(devtools: CDPSession, events: readonly TraceEvent[]): Promise<number[]> {
  const complete = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
  await devtools.send('Tracing.end');
  await complete;
  await devtools.detach();
  const byThread = new Map<string, number[]>();
  for (const { name, ph, pid, tid, tdur = 0 } of events) {
    if (name !== 'RunTask' || ph !== 'X') continue;
    const thread = `${pid}:${tid}`;
    const tasks = byThread.get(thread) ?? [];
    tasks.push(tdur / 1000);
    byThread.set(thread, tasks);
  }
  const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);
  // The busiest one: other processes have main threads, too.
  return [...byThread.values()].toSorted((a, b) => sum(b) - sum(a))[0] ?? [];
}
