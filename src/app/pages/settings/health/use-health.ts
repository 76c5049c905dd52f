import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readiness } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { repairHealth, runServerCheck } from '@/data/health-api.ts';
import { probeDatabase, probeSession } from '@/data/health.ts';
import { useMembership } from '@/data/membership.queries.ts';
import { echoRealtime } from '@/data/realtime-echo.ts';
import type { Supabase } from '@/data/supabase-client.ts';
import { useSupabase } from '@/data/supabase-context.tsx';
import { useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import type { HealthFix } from '@core/contracts/health.ts';
import {
  microphoneRow,
  networkRow,
  notificationsRow,
  type PhoneFindings,
  realtimeRow,
  registrationRow,
  serverRowOf,
  soundRow,
} from './browser-rows.ts';
import { healthCopy } from './health-copy.ts';
import { type HealthCopy } from './health-copy.ts';
import type { HealthRow } from './health-rows.ts';
import { useMicrophonePermission } from './microphone-permission.ts';
import { serverRow } from './server-rows.ts';

const EVERY_MS = 60_000;
export const HEALTH_KEY = ['health'] as const;

async function look(supabase: Supabase, memberId: string) {
  const [server, session, database, realtime] = await Promise.all([
    runServerCheck(supabase),
    probeSession(supabase),
    probeDatabase(supabase),
    echoRealtime(supabase, memberId),
  ]);
  return { server, session, database, realtime };
}
type Looked = Awaited<ReturnType<typeof look>>;

/** The whole check: what the server finds and what only this browser can find. */
export function useHealth() {
  const supabase = useSupabase();
  const copy = useCopy(healthCopy);
  const memberId = useMembership().data?.memberId ?? '';
  const queryClient = useQueryClient();
  const phone = usePhoneFindings();
  const check = useQuery({
    queryKey: [...HEALTH_KEY, memberId],
    enabled: memberId !== '',
    queryFn: async () => {
      const looked = await look(supabase, memberId);
      void queryClient.invalidateQueries({ queryKey: ['health-latest'] });
      void queryClient.invalidateQueries({ queryKey: ['health-days'] });
      return looked;
    },
    staleTime: 0,
    refetchInterval: EVERY_MS,
  });
  const rows = check.data ? rowsOf(check.data, phone.findings, copy) : null;
  return { check, rows, measure: phone.measure };
}

function rowsOf(looked: Looked, phone: PhoneFindings, copy: HealthCopy): HealthRow[] {
  return [
    ...serverRows(looked, copy),
    serverRowOf(looked, copy),
    realtimeRow(looked, copy),
    microphoneRow(phone, copy),
    soundRow(phone, copy),
    registrationRow(phone, copy),
    networkRow(phone, copy),
    notificationsRow(phone, copy),
  ];
}

/** Where the function that looks does not work itself, that is the finding. */
function serverRows({ server, database }: Looked, copy: HealthCopy): HealthRow[] {
  if (server.ok) return server.value.checks.map((result) => serverRow(result, copy));
  const words = copy.browserRows;
  const own: HealthRow = database.ok
    ? { id: 'database', state: 'ok', finding: copy.common.fine?.finding as string, actions: [] }
    : {
        id: 'database',
        state: 'bad',
        finding: words.databaseBad,
        remedy: words.databaseRemedy,
        actions: [],
      };
  if (!database.ok) return [own];
  const remedy = copy.server.functions.crashing?.remedy;
  return [
    own,
    {
      id: 'functions',
      state: 'bad',
      finding: words.healthCrashed,
      remedy: typeof remedy === 'string' ? remedy : undefined,
      actions: [],
    },
  ];
}

function usePhoneFindings(): { findings: PhoneFindings; measure: () => void } {
  const calling = useCalling();
  const microphone = useMicrophonePermission();
  const ready = useCallingState(readiness);
  const isSoundBlocked = useCallingState((state) => state.soundBlocked);
  const [network, setNetwork] = useState<PhoneFindings['network']>(null);
  const { data: wasTested = false } = useQuery({
    queryKey: ['health-tested'],
    queryFn: () => false,
    staleTime: Infinity,
  });
  const measure = () => {
    setNetwork('running');
    void calling.measureNetwork().then(setNetwork);
  };
  const notifications = calling.notifier.permission();
  return {
    findings: { microphone, readiness: ready, isSoundBlocked, notifications, wasTested, network },
    measure,
  };
}

/** A button that mends: done, looked at again, and only then said so. */
export function useRepair() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const copy = useCopy(healthCopy);
  return useMutation({
    mutationFn: ({ fix }: { fix: HealthFix; name: string }) => repairHealth(supabase, fix),
    onSuccess: async (result, { name }) => {
      showToast({ text: textOf(result, name, copy) });
      await queryClient.invalidateQueries({ queryKey: HEALTH_KEY });
    },
  });
}

function textOf(
  result: Awaited<ReturnType<typeof repairHealth>>,
  name: string,
  copy: HealthCopy,
): string {
  if (!result.ok) return copy.notFixed.other;
  const { repaired, refused } = result.value;
  if (repaired) return copy.fixed(name);
  return refused ? copy.notFixed[refused] : copy.notFixed.still(name);
}
