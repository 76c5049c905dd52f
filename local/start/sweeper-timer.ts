export interface SweeperTimerOptions {
  apiUrl: string;
  /** SWEEPER_TOKEN of the function. */
  token: string;
  note(message: string): void;
}

/** As pg_cron would on a hosted project. */
const intervalMs = 5_000;

/**
 * Calls the call-sweeper function every five seconds, never two at a time. Says once when it fails
 * and once when it works again.
 */
export function startSweeperTimer(options: SweeperTimerOptions): { stop(): void } {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let isFailing = false;
  const sweep = async () => {
    const problem = await callSweeper(options, ended.signal);
    if (ended.signal.aborted) return;
    if (problem !== null && !isFailing) options.note(`call-sweeper: ${problem}`);
    if (problem === null && isFailing) options.note('call-sweeper: works again');
    isFailing = problem !== null;
    timer = setTimeout(() => void sweep(), intervalMs);
  };
  void sweep();
  return {
    stop() {
      ended.abort();
      clearTimeout(timer);
    },
  };
}

async function callSweeper(
  options: SweeperTimerOptions,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const answer = await fetch(`${options.apiUrl}/functions/v1/call-sweeper`, {
      method: 'POST',
      headers: { authorization: `Bearer ${options.token}` },
      signal,
    });
    await answer.arrayBuffer();
    return answer.ok ? null : `answered ${answer.status}`;
  } catch (error) {
    return (error as Error).message;
  }
}
