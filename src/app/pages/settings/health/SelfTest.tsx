import { useQueryClient } from '@tanstack/react-query';
import { PhoneCall } from 'lucide-react';
import { useState } from 'react';
import { useCalling } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { useSupabase } from '@/data/supabase-context.tsx';
import { localeOf, useCopy } from '@/lib/language.ts';
import type { HealthState } from '@core/contracts/health.ts';
import { healthCopy } from './health-copy.ts';
import { HealthLamp } from './HealthLamp.tsx';
import { runSelfTest, type SelfTestProgress, type Stage, STAGES } from './run-self-test.ts';

/** The proof of everything at once: a real call, from end to end, stage by stage. */
export function SelfTest() {
  const copy = useCopy(healthCopy).test;
  const supabase = useSupabase();
  const calling = useCalling();
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<SelfTestProgress | null>(null);
  const isRunning = progress !== null && !progress.isOver;
  const start = () => {
    setProgress({ reached: {}, failedAt: null, problem: null, isOver: false });
    void runSelfTest({ supabase, calling }, setProgress).then((result) => {
      if (result.reached.rang !== undefined) queryClient.setQueryData(['health-tested'], true);
    });
  };
  return (
    <section aria-label={copy.title} className="pt-5">
      <h3 className="border-b border-line pb-1.5">{copy.title}</h3>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 py-3">
        <p className="min-w-0 flex-1 basis-72 text-muted">{copy.text}</p>
        <Button
          onClick={start}
          disabled={isRunning}
          aria-busy={isRunning}
          className="max-desk:w-full"
        >
          <PhoneCall aria-hidden="true" />
          {copy.start}
        </Button>
      </div>
      {progress ? <Stages progress={progress} /> : null}
    </section>
  );
}

function Stages({ progress }: { progress: SelfTestProgress }) {
  const copy = useCopy(healthCopy).test;
  const { problem, failedAt, isOver, reached } = progress;
  const seconds = (ms: number) =>
    new Intl.NumberFormat(localeOf(), { maximumFractionDigits: 1 }).format(ms / 1000);
  const isFine = isOver && !failedAt && reached.ended !== undefined;
  const verdict = !isOver
    ? copy.running
    : isFine
      ? copy.ok(seconds(reached.ended ?? 0))
      : problem
        ? copy.refused[problem]
        : failedAt
          ? copy.remedies[failedAt]
          : '';
  return (
    <>
      <ol className="max-w-176">
        {STAGES.map((stage) => {
          const state = stateOf(stage, progress);
          const ms = reached[stage];
          return (
            <li
              key={stage}
              aria-label={copy.stages[stage]}
              className="grid min-h-9 grid-cols-[1.375rem_minmax(0,1fr)_auto] items-center gap-x-3"
            >
              <HealthLamp state={state} />
              <span className={state === 'off' ? 'text-muted' : ''}>{copy.stages[stage]}</span>
              <span className="text-xs text-faint tabular-nums">
                {ms === undefined ? wordOf(stage, progress, copy) : copy.seconds(seconds(ms))}
              </span>
            </li>
          );
        })}
      </ol>
      <p role="status" className="pt-2 font-medium">
        {verdict}
      </p>
    </>
  );
}

function stateOf(stage: Stage, { reached, failedAt }: SelfTestProgress): HealthState {
  if (reached[stage] !== undefined) return 'ok';
  return failedAt === stage ? 'bad' : 'off';
}

function wordOf(
  stage: Stage,
  { failedAt, isOver }: SelfTestProgress,
  copy: { failedAt: string; notReached: string; waiting: string },
): string {
  if (failedAt === stage) return copy.failedAt;
  return isOver || failedAt ? copy.notReached : copy.waiting;
}
