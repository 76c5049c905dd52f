import { screen } from '@testing-library/react';
import { AiDispatcherSection } from '@/app/pages/settings/ai/AiDispatcherSection.tsx';
import { Toaster } from '@/components/ui/Toaster.tsx';
import { SessionProvider } from '@/data/session.tsx';
import { DEFAULT_AI_PROFILE } from '@core/contracts/ai-profile.ts';
import type { ManageAiState } from '@core/contracts/manage-ai.ts';
import { type BackendRoute, createFakeBackend } from './fake-backend.ts';
import { memberRoutes } from './member-routes.ts';
import { renderInApp } from './render-in-app.tsx';

const FUNCTION = '/functions/v1/manage-ai-dispatcher';
export const AI_LINE_ID = 'a4000000-0000-4000-8000-000000000001';

/** What the function answers; by default version 2 answers callers and nothing is being changed. */
export function aiState(changes: Partial<ManageAiState> = {}): ManageAiState {
  return {
    numbers: [],
    dispatcher: DEFAULT_AI_PROFILE,
    published: { version: 2, at: '2026-11-22T10:00:00Z', profile: DEFAULT_AI_PROFILE },
    has_unpublished_changes: false,
    sync: { status: 'synced', error: null, at: '2026-11-22T10:00:00Z' },
    versions: [
      { version: 2, at: '2026-11-22T10:00:00Z', by_name: 'Nora' },
      { version: 1, at: '2026-11-21T10:00:00Z', by_name: 'Nora' },
    ],
    scenarios: [],
    ...changes,
  };
}

/** The number as that answer has it. */
export const aiNumber = (enabled: boolean): ManageAiState['numbers'][number] => ({
  phone_number_id: AI_LINE_ID,
  enabled,
  mode: 'overflow_or_after_hours',
  overflow_after_seconds: 18,
  language: 'en',
});

/** The number as the database has it. */
export const aiLineRow = (enabled: boolean) => ({
  id: AI_LINE_ID,
  phone_number: '+14375249932',
  label: 'Main line',
  ai_dispatcher_enabled: enabled,
  ai_mode: 'overflow_or_after_hours',
  ai_overflow_after_seconds: 18,
  ai_language: 'en',
});

/** How the function refuses. */
export const aiRefusal = (code: string, message: string, more: object = {}) =>
  Response.json({ error: { code, message, ...more } }, { status: 409 });

export type AiRequestBody = Record<string, unknown> & { action?: string };

/**
 * Opens Settings, AI dispatcher.
 *
 * @param answer what the function says to a request
 */
export async function openAiSettings(
  role: 'owner' | 'admin' | 'agent',
  answer: (body: AiRequestBody) => unknown = () => aiState(),
  routes: Record<string, BackendRoute> = {},
) {
  const backend = createFakeBackend({
    ...memberRoutes(role),
    '/rest/v1/telnyx_phone_numbers': () => [aiLineRow(false)],
    '/rest/v1/ai_dispatchers': () => [],
    '/rest/v1/services': () => new Response(null, { headers: { 'content-range': '*/7' } }),
    '/rest/v1/business_hours': () => [],
    '/rest/v1/clients': () => [],
    [FUNCTION]: ({ body }) => answer(body as AiRequestBody),
    ...routes,
  });
  await backend.supabase.auth.signInWithPassword({ email: 'nora@maple.test', password: 'x' });
  renderInApp(
    <SessionProvider>
      <AiDispatcherSection />
      <Toaster />
    </SessionProvider>,
    backend,
  );
  await screen.findByRole('heading', { name: 'AI dispatcher' });
  const sent = () => backend.requestsTo(FUNCTION).map(({ body }) => body as AiRequestBody);
  return { backend, sent };
}

export const isSwitchedOn = (element: HTMLElement) =>
  element.getAttribute('aria-checked') === 'true';
