import type { Calling } from '@/calling/call-session.ts';
import { readiness } from '@/calling/selectors.ts';
import { beginSelfTest, endSelfTest, readSelfTest } from '@/data/health-api.ts';
import type { Supabase } from '@/data/supabase-client.ts';
import type { SelfTestState } from '@core/contracts/health.ts';
import type { HealthCopy } from './health-copy.ts';
import { hearTone } from './tone-listener.ts';

export const STAGES = [
  'placed',
  'received',
  'rang',
  'answered',
  'connected',
  'heard',
  'ended',
] as const;
export type Stage = (typeof STAGES)[number];
export type SelfTestProblem = keyof HealthCopy['test']['refused'];

export interface SelfTestProgress {
  /** Milliseconds from the start to the end of each stage that was reached. */
  reached: Partial<Record<Stage, number>>;
  /** The first stage that was not. */
  failedAt: Stage | null;
  /** Why it could not even begin. */
  problem: SelfTestProblem | null;
  isOver: boolean;
}

const POLL_MS = 400;
const TIMES_MS = {
  received: 10_000,
  rang: 10_000,
  connected: 15_000,
  heard: 10_000,
  ended: 10_000,
};

/**
 * A real call from one of our numbers to the line, which rings in this tab only. Each stage has its
 * time; the first that fails ends the test, and both sides are hung up in any case.
 */
export async function runSelfTest(
  deps: { supabase: Supabase; calling: Calling },
  onProgress: (progress: SelfTestProgress) => void,
): Promise<SelfTestProgress> {
  const { supabase, calling } = deps;
  const startedAt = performance.now();
  let progress: SelfTestProgress = { reached: {}, failedAt: null, problem: null, isOver: false };
  const tell = (change: Partial<SelfTestProgress>) => {
    progress = { ...progress, ...change };
    onProgress(progress);
    return progress;
  };
  const reach = (stage: Stage) =>
    tell({ reached: { ...progress.reached, [stage]: performance.now() - startedAt } });
  const refuse = (problem: SelfTestProblem) => tell({ problem, failedAt: 'placed', isOver: true });

  if (readiness(calling.store.getState()) !== 'on') return refuse('not_ready');
  const begun = await beginSelfTest(supabase);
  if (!begun.ok) return refuse('offline');
  const { test_id: testId, refused, tone_hz: toneHz } = begun.value;
  if (refused) return refuse(refused);
  reach('placed');
  try {
    const failedAt = await takePart(deps, testId, toneHz, reach);
    return tell({ failedAt });
  } finally {
    if (calling.store.getState().own) await calling.hangUp();
    await endSelfTest(supabase, testId);
    if (!progress.failedAt && progress.reached.heard !== undefined) {
      const isEnded = await untilEnded(supabase, testId);
      if (isEnded) reach('ended');
      else tell({ failedAt: 'ended' });
    }
    tell({ isOver: true });
  }
}

/** @returns the stage that failed; null when all went well */
async function takePart(
  { supabase, calling }: { supabase: Supabase; calling: Calling },
  testId: string,
  toneHz: number,
  reach: (stage: Stage) => void,
): Promise<Stage | null> {
  const received = await poll(
    supabase,
    testId,
    TIMES_MS.received,
    (state) => state.call_id !== null,
  );
  const callId = received?.call_id;
  if (!callId) return 'received';
  reach('received');
  const { store } = calling;
  if (!(await untilState(store, (state) => callId in state.cards, TIMES_MS.rang))) return 'rang';
  reach('rang');
  if (!(await calling.acceptTest(callId))) return 'answered';
  if (store.getState().own?.callId !== callId) return 'answered';
  reach('answered');
  const isUp = await untilState(
    store,
    ({ own }) => own?.callId === callId && own.leg === 'active',
    TIMES_MS.connected,
  );
  if (!isUp) return 'connected';
  reach('connected');
  if (!(await hearTone(toneHz, TIMES_MS.heard))) return 'heard';
  reach('heard');
  return null;
}

function untilState(
  store: Calling['store'],
  isSo: (state: ReturnType<Calling['store']['getState']>) => boolean,
  timeoutMs: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    let stop = () => {};
    const finish = (found: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(found);
    };
    const timer = setTimeout(() => finish(false), timeoutMs);
    stop = store.subscribe((state) => {
      if (isSo(state)) finish(true);
    });
    if (isSo(store.getState())) finish(true);
  });
}

async function untilEnded(supabase: Supabase, testId: string): Promise<boolean> {
  const isOver = (state: SelfTestState) =>
    state.status === 'ended' && state.is_outside_alive !== true;
  return (await poll(supabase, testId, TIMES_MS.ended, isOver)) !== null;
}

async function poll(
  supabase: Supabase,
  testId: string,
  timeoutMs: number,
  isThere: (state: SelfTestState) => boolean,
): Promise<SelfTestState | null> {
  const endsAt = performance.now() + timeoutMs;
  while (performance.now() < endsAt) {
    const state = await readSelfTest(supabase, testId);
    if (state.ok && isThere(state.value)) return state.value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return null;
}
