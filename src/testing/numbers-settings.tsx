import { EnvProvider } from '@/app/env-context.tsx';
import { ManagedNumbers } from '@/app/pages/settings/numbers/ManagedNumbers.tsx';
import { Toaster } from '@/components/ui/Toaster.tsx';
import { useNumberSetup } from '@/data/number-setup.queries.ts';
import { SessionProvider } from '@/data/session.tsx';
import {
  type NumberOffer,
  type NumberOverview,
  type NumberSetup,
  type NumberSetupAnswer,
  type SetupNumberRequest,
  type SetupStepState,
} from '@core/contracts/number-setup.ts';
import { SETUP_STEPS, type SetupStep } from '@core/setup-step-names.ts';
import { createFakeBackend } from './fake-backend.ts';
import { memberRoutes } from './member-routes.ts';
import { renderInApp } from './render-in-app.tsx';

const FUNCTION = '/functions/v1/setup-telnyx-number';
export const NEW_NUMBER = '+14165550101';

export const offer = (changes: Partial<NumberOffer> = {}): NumberOffer => ({
  phone_number: NEW_NUMBER,
  type: 'local',
  locality: 'TORONTO',
  region: 'ON',
  features: ['sms', 'voice'],
  monthly_cost: '1.00',
  upfront_cost: '0.00',
  currency: 'USD',
  ...changes,
});

/** Steps up to one that is in some state; those after it are pending. */
export function stepsUntil(
  at: SetupStep | null,
  change: Partial<SetupStepState> = {},
): SetupStepState[] {
  const place = at === null ? SETUP_STEPS.length : SETUP_STEPS.indexOf(at);
  return SETUP_STEPS.map((id, index) => ({
    id,
    state: index < place ? 'done' : 'pending',
    code: null,
    remedy: null,
    at: index < place ? '2026-11-23T10:00:00Z' : null,
    ...(index === place ? change : {}),
  }));
}

export const setupOf = (changes: Partial<NumberSetup> = {}): NumberSetup => ({
  id: 'setup-1',
  kind: 'buy',
  phone_number: NEW_NUMBER,
  label: 'Main line',
  phone_number_id: null,
  state: 'running',
  steps: stepsUntil('order', { state: 'running' }),
  monthly_cost: '1.00',
  currency: 'USD',
  is_busy: true,
  is_replaceable: false,
  started_at: '2026-11-23T10:00:00Z',
  updated_at: '2026-11-23T10:00:00Z',
  finished_at: null,
  ...changes,
});

export const numberOf = (setup: NumberSetup | null): NumberOverview => ({
  phone_number_id: 'a4000000-0000-4000-8000-000000000001',
  phone_number: NEW_NUMBER,
  label: 'Main line',
  is_default: true,
  connection_id: '2709042883142354999',
  setup,
});

export const doneSetup = (): NumberSetup =>
  setupOf({
    state: 'done',
    is_busy: false,
    phone_number_id: 'a4000000-0000-4000-8000-000000000001',
    steps: stepsUntil(null),
    finished_at: '2026-11-23T10:01:00Z',
  });

export const stateOf = (changes: Partial<NumberSetupAnswer> = {}): NumberSetupAnswer => ({
  numbers: [],
  unfinished: null,
  resources: {
    outbound_voice_profile_id: null,
    call_control_application_id: '2709042883142354999',
    credential_connection_id: null,
    messaging_profile_id: null,
  },
  webhook_url: 'https://calls.test/functions/v1/telnyx-voice-webhook',
  ...changes,
});

/** How the function refuses. */
export const refusal = (code: string, more: object = {}) =>
  Response.json({ error: { code, message: code, ...more } }, { status: 409 });

const ACCOUNT = {
  balance: { amount: '12.50', currency: 'USD' },
  tier: 'unknown',
  limits: {
    numbers: null,
    concurrent_calls: null,
    calls_per_day: null,
    calls_per_hour: null,
    call_minutes: null,
  },
  hints: [{ code: 'verify_account', state: 'unknown', phone_numbers: [] }],
};

function Page() {
  const setup = useNumberSetup({ enabled: true });
  return setup.data ? <ManagedNumbers answer={setup.data} isLost={setup.isError} /> : null;
}

/** A server whose state the test changes, and what it was asked to do. */
export interface FakeNumbers {
  state: NumberSetupAnswer;
  /** Answers searches, and what is not `status`; left out: the state. */
  answer?: (request: SetupNumberRequest) => unknown;
}

/** Opens Settings, Numbers and set-up, as an owner sees it. */
export async function openNumbers(server: FakeNumbers) {
  const backend = createFakeBackend({
    ...memberRoutes('owner'),
    '/rest/v1/organizations': () => ({ country: 'CA' }),
    '/rest/v1/rpc/last_settings_change': () => null,
    '/rest/v1/telnyx_phone_numbers': () =>
      server.state.numbers.map((number) => ({
        id: number.phone_number_id,
        phone_number: number.phone_number,
        label: number.label,
        connection_id: number.connection_id,
        is_default: number.is_default,
        ai_dispatcher_enabled: false,
        ai_mode: 'always',
        ai_overflow_after_seconds: 18,
        ai_language: 'en',
      })),
    [FUNCTION]: ({ body }) => {
      const request = body as SetupNumberRequest;
      if (request.action === 'status') return server.state;
      if (request.action === 'account') return ACCOUNT;
      return server.answer?.(request) ?? server.state;
    },
  });
  await backend.supabase.auth.signInWithPassword({ email: 'nora@maple.test', password: 'x' });
  renderInApp(
    <EnvProvider
      env={{
        supabaseUrl: 'http://supabase.test',
        supabasePublishableKey: 'sb_publishable_test',
        telnyx: {
          connectionId: '2709042883142354871',
          defaultFromNumber: '+14375249932',
          rtcHost: null,
        },
      }}
    >
      <SessionProvider>
        <Page />
        <Toaster />
      </SessionProvider>
    </EnvProvider>,
    backend,
  );
  return {
    sent: (action: SetupNumberRequest['action']) =>
      backend
        .requestsTo(FUNCTION)
        .map(({ body }) => body as SetupNumberRequest)
        .filter((request) => request.action === action),
  };
}
