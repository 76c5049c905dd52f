import { adoptStrays } from '../_shared/application/adopt-strays.ts';
import type { EngineDeps } from '../_shared/application/call-engine.ts';
import { guarded } from '../_shared/application/follow-up.ts';
import { sweepCall } from '../_shared/application/sweep-call.ts';
import { epochMs } from '../_shared/core/instant.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { bearerToken } from '../_shared/http/route.ts';
import { sameText } from '../_shared/http/same-text.ts';

export interface SweeperDeps extends EngineDeps {
  /** Shared secret of the timer that calls (pg_cron on hosted, a timer locally). */
  token: string;
  /** What else is taken up again until it is done, by name. */
  chores?: Record<string, () => Promise<unknown>>;
}

const MOST_CALLS = 50;
/** How often the timer calls. */
const SWEEP_INTERVAL_MS = 5_000;
/** A live call that told nothing for this long is looked up at Telnyx: with the 5 s, below I7's 15 s. */
const QUIET_AFTER_MS = 9_000;
/** A command that was not carried out by then has lost its function. */
const PENDING_AFTER_MS = 3_000;

/** Repairs calls that stopped moving. Called every 5 s; two at once do no harm. */
export function createSweeperHandler(deps: SweeperDeps): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'POST') return problem('method_not_allowed');
    if (!sameText(bearerToken(request) ?? '', deps.token)) return problem('unauthorized');
    try {
      const due = await deps.calls.listDue({
        limit: MOST_CALLS,
        quietAfterMs: QUIET_AFTER_MS,
        pendingAfterMs: PENDING_AFTER_MS,
      });
      await Promise.all(due.map((id) => guarded(deps, { id }, () => sweepCall(deps, id))));
      if (isTimeForStrays(deps.clock.now())) {
        await guarded(deps, { id: 'strays' }, () => adoptStrays(deps));
      }
      await Promise.all(
        Object.entries(deps.chores ?? {}).map(([id, work]) =>
          guarded(deps, { id }, async () => void (await work())),
        ),
      );
      return json({ swept: due.length });
    } catch (error) {
      deps.log.error('sweep failed', { message: error instanceof Error ? error.message : '' });
      return problem('unavailable');
    }
  };
}

/** Every other sweep, by the clock, since a function remembers nothing: no stray lives for 30 s [I6]. */
function isTimeForStrays(now: string): boolean {
  return Math.floor(epochMs(now) / SWEEP_INTERVAL_MS) % 2 === 0;
}
