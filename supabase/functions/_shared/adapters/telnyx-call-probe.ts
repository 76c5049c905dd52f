import type { CallProbe, ProbedLeg } from '../ports/health.ts';
import type { TelnyxApi } from './telnyx-api.ts';

/** The largest page that the list takes. */
const MOST_LEGS = 250;
/** How long it may ring in our own browser; it is answered there by itself. */
const RING_SECONDS = 25;
/** Marks a leg of ours that belongs to no call of the log: nobody shall adopt it. */
const TEST_MARK = 'self-test';

/**
 * Calls at Telnyx for the health check (telnyx.md sections 2.2 and 2.3).
 *
 * @param options.toneUrl a WAV file with the test tone, which Telnyx fetches
 */
export function createCallProbe(
  api: TelnyxApi,
  options: { connectionId: string; toneUrl: string },
): CallProbe {
  return {
    async activeLegs(connectionId) {
      const path = `/connections/${encodeURIComponent(connectionId)}/active_calls?page%5Bsize%5D=${MOST_LEGS}`;
      const answer = await api.request('GET', path);
      return answer.ok ? legsOf(answer.body) : null;
    },
    async dialTest(test) {
      const answer = await api.request('POST', '/calls', {
        connection_id: test.connectionId ?? options.connectionId,
        from: test.from,
        to: test.to,
        timeout_secs: RING_SECONDS,
        retry_on_timeout: false,
        time_limit_secs: test.timeLimitSecs,
        audio_url: options.toneUrl,
        client_state: btoa(JSON.stringify({ of: TEST_MARK, id: test.testId })),
        command_id: `${test.testId}:dial`,
      });
      if (!answer.ok) {
        const { code } = answer;
        return {
          ok: false,
          code: code === 'unauthorized' || code === 'unavailable' ? code : 'refused',
        };
      }
      const id = (answer.body as { data?: { call_control_id?: unknown } } | null)?.data
        ?.call_control_id;
      return typeof id === 'string'
        ? { ok: true, callControlId: id }
        : { ok: false, code: 'refused' };
    },
    async hangUp(callControlId) {
      await api.request('POST', `/calls/${encodeURIComponent(callControlId)}/actions/hangup`, {});
    },
    async isAlive(callControlId) {
      const answer = await api.request('GET', `/calls/${encodeURIComponent(callControlId)}`);
      if (!answer.ok) return answer.code === 'leg_ended' ? false : null;
      const alive = (answer.body as { data?: { is_alive?: unknown } } | null)?.data?.is_alive;
      return typeof alive === 'boolean' ? alive : null;
    },
  };
}

function legsOf(body: unknown): ProbedLeg[] {
  const data = (body as { data?: unknown } | null)?.data;
  if (!Array.isArray(data)) return [];
  return data.flatMap((leg: Record<string, unknown>): ProbedLeg[] => {
    const { call_control_id: id, client_state: state, call_duration: age } = leg;
    if (typeof id !== 'string') return [];
    return [
      {
        callControlId: id,
        clientState: typeof state === 'string' ? state : null,
        ageSeconds: typeof age === 'number' ? age : 0,
      },
    ];
  });
}
