import type { Reading } from '../core/health-reading.ts';
import type { AccountResource, AccountResult, ResourceKind } from '../core/number-account.ts';
import type { HealthAccount } from '../ports/health.ts';
import type { Clock, Logger } from '../ports/runtime.ts';

/** Each part has a time limit of its own, so that none holds up or hides the others. */
const PROBE_TIMEOUT_MS = 7_000;

export interface ProbeDeps {
  clock: Clock;
  log: Logger;
}

/** Asks one part; what it throws or keeps us waiting for is a reading too. */
export async function probe<T>(
  deps: ProbeDeps,
  name: string,
  ask: () => Promise<Reading<T> | AccountResult<T>>,
): Promise<Reading<T>> {
  const startedAt = Date.parse(deps.clock.now());
  const late: Promise<Reading<T>> = deps.clock
    .sleep(PROBE_TIMEOUT_MS)
    .then(() => ({ ok: false, why: 'late' }));
  const asked = ask().then(
    (answer): Reading<T> => {
      if (!answer.ok) return 'why' in answer ? answer : { ok: false, why: whyOf(answer.code) };
      return { ...answer, tookMs: Date.parse(deps.clock.now()) - startedAt };
    },
    (error: unknown): Reading<T> => {
      deps.log.error('health probe failed', {
        probe: name,
        message: error instanceof Error ? error.message : '',
      });
      return { ok: false, why: 'failed' };
    },
  );
  return await Promise.race([asked, late]);
}

function whyOf(code: string): 'refused' | 'missing' | 'late' | 'failed' {
  if (code === 'api_key_refused' || code === 'unauthorized') return 'refused';
  if (code === 'not_found') return 'missing';
  if (code === 'telnyx_unavailable' || code === 'unavailable') return 'late';
  return 'failed';
}

/** A resource at Telnyx; one that is not there is `missing`. */
export function probeResource(
  deps: ProbeDeps & { account: HealthAccount },
  kind: ResourceKind,
  id: string,
): Promise<Reading<AccountResource>> {
  return probe(deps, kind, async () => {
    const answer = await deps.account.readResource(kind, id);
    if (!answer.ok) return answer;
    return answer.value
      ? { ok: true, value: answer.value, tookMs: 0 }
      : { ok: false, why: 'missing' };
  });
}

/** The same reading, of something else. */
export function mapReading<From, To>(
  reading: Reading<From>,
  map: (value: From) => To,
): Reading<To> {
  return reading.ok ? { ...reading, value: map(reading.value) } : reading;
}
