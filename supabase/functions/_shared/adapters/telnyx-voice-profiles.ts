import type {
  VoiceProfile,
  VoiceProfileAnswer,
  VoiceProfileLimits,
  VoiceProfilePort,
} from '../ports/voice-profiles.ts';
import type { TelnyxAnswer, TelnyxApi } from './telnyx-api.ts';

type Row = Record<string, unknown>;

/** Outbound voice profiles in Telnyx's words (telnyx.md, section 8). */
export function createVoiceProfiles(api: TelnyxApi): VoiceProfilePort {
  const pathOf = (id: string) => `/outbound_voice_profiles/${encodeURIComponent(id)}`;
  return {
    async ensure(id, name, limits) {
      const known = id ? { ok: true as const, id } : await findByName(api, name);
      if (!known.ok) return refused(known);
      const payload = wire(name, limits);
      if (known.id) return answered(await api.request('PATCH', pathOf(known.id), payload));
      return answered(await api.request('POST', '/outbound_voice_profiles', payload));
    },
    read: async (id) => answered(await api.request('GET', pathOf(id))),
  };
}

async function findByName(
  api: TelnyxApi,
  name: string,
): Promise<{ ok: true; id: string | null } | (TelnyxAnswer & { ok: false })> {
  const filter = `filter%5Bname%5D%5Bcontains%5D=${encodeURIComponent(name)}`;
  const answer = await api.request('GET', `/outbound_voice_profiles?${filter}`);
  if (!answer.ok) return answer;
  const rows = (answer.body as { data?: unknown } | null)?.data;
  const own = Array.isArray(rows) ? rows.find((row: Row) => row['name'] === name) : undefined;
  const id = (own as Row | undefined)?.['id'];
  return { ok: true, id: typeof id === 'string' ? id : null };
}

/** Telnyx counts dollars, as text where it limits and as a number where it rates. */
function wire(name: string, limits: VoiceProfileLimits): Record<string, unknown> {
  return {
    name,
    enabled: limits.enabled,
    whitelisted_destinations: limits.countries,
    daily_spend_limit: (limits.dailySpendLimitCents / 100).toFixed(2),
    daily_spend_limit_enabled: true,
    concurrent_call_limit: limits.concurrentLegs,
    max_destination_rate: limits.maxRatePerMinute / 10_000,
    traffic_type: 'conversational',
    service_plan: 'global',
    usage_payment_method: 'rate-deck',
  };
}

function answered(answer: TelnyxAnswer): VoiceProfileAnswer {
  if (!answer.ok) return refused(answer);
  const row = (answer.body as { data?: Row } | null)?.data;
  const profile = row ? profileOf(row) : null;
  return profile ? { ok: true, profile } : { ok: false, code: 'refused' };
}

function refused(answer: TelnyxAnswer & { ok: false }): VoiceProfileAnswer {
  return { ok: false, code: answer.status === 404 ? 'not_found' : answer.code };
}

function profileOf(row: Row): VoiceProfile | null {
  const { id, name } = row;
  if (typeof id !== 'string') return null;
  const countries = row['whitelisted_destinations'];
  const limited = row['daily_spend_limit_enabled'] === true;
  return {
    id,
    name: typeof name === 'string' ? name : '',
    limits: {
      enabled: row['enabled'] === true,
      countries: Array.isArray(countries) ? countries.map(String).toSorted() : [],
      dailySpendLimitCents: limited ? Math.round(Number(row['daily_spend_limit']) * 100) : 0,
      concurrentLegs: Number(row['concurrent_call_limit'] ?? 0),
      maxRatePerMinute: Math.round(Number(row['max_destination_rate'] ?? 0) * 10_000),
    },
  };
}
