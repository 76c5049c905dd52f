import { fileURLToPath } from 'node:url';
import { startSupabase } from '../local/supabase/stack.ts';
import { runIngest } from './b1-ingest.ts';
import { runPop } from './b2-pop.ts';
import { runHistory } from './b5-history.ts';
import { runScroll } from './b5-scroll.ts';

/**
 * Figures as ratios to a floor and to a naive peer, measured in one run. Nothing here passes or fails:
 * the numbers are for people. `BENCH_ITERATIONS` and `BENCH_POPS` make it longer. B5 runs only when it is
 * named: `npm run bench b5` its queries, `npm run bench b5-scroll` its screen (`BENCH_TURNS` of the wheel).
 * `BENCH_CALLS` says with how many calls, by default a million and 200,000: making them takes minutes.
 */
const iterations = Number(process.env['BENCH_ITERATIONS'] ?? '300');
const pops = Number(process.env['BENCH_POPS'] ?? '30');
const only = process.argv[2];

if (only === 'b5') {
  await runHistory(Number(process.env['BENCH_CALLS'] ?? '1000000'));
} else if (only === 'b5-scroll') {
  const calls = Number(process.env['BENCH_CALLS'] ?? '200000');
  await runScroll(calls, Number(process.env['BENCH_TURNS'] ?? '200'));
} else if (only !== 'b2') {
  const stack = await startSupabase({ rootDir: fileURLToPath(new URL('../', import.meta.url)) });
  try {
    await runIngest(stack, iterations);
  } finally {
    await stack.stop();
  }
}
if (only === undefined || only === 'b2') await runPop(pops);
