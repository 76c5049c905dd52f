// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Toaster } from '@/components/ui/Toaster.tsx';
import { SessionProvider } from '@/data/session.tsx';
import { type BackendRoute, createFakeBackend } from '@/testing/fake-backend.ts';
import { memberRoutes } from '@/testing/member-routes.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { HoursSection } from './HoursSection.tsx';

const HOURS = '/rest/v1/business_hours';
const SERVICES = '/rest/v1/services';
const WHO = '/rest/v1/resource_services';
const stored = () => new Response(null, { status: 201 });
const reading =
  (rows: unknown): BackendRoute =>
  ({ method }) =>
    method === 'GET' ? rows : stored();

const tap = {
  id: 'service-1',
  name: 'Tap repair',
  keywords: ['tap'],
  duration_minutes: 60,
  price_cents: 14_500,
  currency: 'CAD',
  active: true,
  resource_services: [{ resource_id: 'luis' }],
};

const lineHours = {
  numberId: 'line-1',
  label: 'Main line',
  phoneNumber: '+14375249932',
  timeZone: 'America/Toronto',
  usesOwnHours: false,
  isOpen: true,
  changesAt: null,
  closedOutcome: 'ring',
  closedMessage: null,
  forwardTo: null,
  ai: { enabled: false, mode: 'overflow' },
  language: 'en',
  week: [],
  holidays: [],
};

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

async function open(role: 'owner' | 'agent', routes: Record<string, BackendRoute> = {}) {
  const backend = createFakeBackend({
    ...memberRoutes(role),
    [HOURS]: reading([{ id: 'monday', weekday: 1, opens_at: '08:00:00', closes_at: '18:00:00' }]),
    '/rest/v1/holidays': reading([]),
    '/rest/v1/rpc/line_hours': () => [lineHours],
    '/rest/v1/rpc/last_settings_change': () => null,
    '/rest/v1/telnyx_phone_numbers': () => [],
    [SERVICES]: reading([tap]),
    '/rest/v1/resources': () => [
      { id: 'luis', name: 'Luis' },
      { id: 'sam', name: 'Sam' },
    ],
    [WHO]: stored,
    ...routes,
  });
  await backend.supabase.auth.signInWithPassword({ email: 'nora@maple.test', password: 'x' });
  renderInApp(
    <SessionProvider>
      <HoursSection />
      <Toaster />
    </SessionProvider>,
    backend,
  );
  await screen.findByText('60 min, $145, Luis');
  const written = (path: string) =>
    backend.requestsTo(path).filter(({ method }) => method !== 'GET');
  return { backend, written };
}

it('[I8] reads this organisation’s rows only, and an agent can change nothing', async () => {
  const { backend } = await open('agent');
  expect((screen.getByLabelText('Monday opens') as HTMLInputElement).disabled).toBe(true);
  expect(screen.queryByRole('button', { name: /^(Add|Edit|Remove)/ })).toBeNull();
  for (const path of [HOURS, '/rest/v1/holidays', SERVICES, '/rest/v1/resources']) {
    const [read] = backend.requestsTo(path);
    expect(read?.url.searchParams.get('organization_id')).toBe('eq.org-1');
  }
});

it('times are kept when the field is left, and not while they are out of order', async () => {
  const { written } = await open('owner');
  const closes = screen.getByLabelText('Monday closes');
  fireEvent.change(closes, { target: { value: '07:00' } });
  fireEvent.blur(closes);
  expect(screen.getByText('It must close after it opens.')).toBeTruthy();
  expect(written(HOURS)).toEqual([]);
  fireEvent.change(closes, { target: { value: '17:30' } });
  fireEvent.blur(closes);
  await waitFor(() => expect(written(HOURS)).toHaveLength(1));
  expect(written(HOURS)[0]?.body).toEqual({
    id: 'monday',
    organization_id: 'org-1',
    weekday: 1,
    opens_at: '08:00',
    closes_at: '17:30',
  });
});

it('what the database refuses is taken back, and said', async () => {
  await open('owner', {
    [HOURS]: ({ method }) =>
      method === 'GET'
        ? [{ id: 'monday', weekday: 1, opens_at: '08:00:00', closes_at: '18:00:00' }]
        : Response.json({ code: '42501', message: 'no' }, { status: 403 }),
  });
  await userEvent.click(screen.getByRole('button', { name: 'Remove Monday from 08:00' }));
  await screen.findByText('Not saved, it stays as it was.');
  expect(await screen.findByLabelText('Monday opens')).toBeTruthy();
});

it('a service is kept with its price in cents and who does it; others are taken off', async () => {
  const { written } = await open('owner');
  await userEvent.click(screen.getByRole('button', { name: 'Edit Tap repair' }));
  const price = screen.getByLabelText('Price, dollars');
  await userEvent.clear(price);
  await userEvent.type(price, '99.50');
  await userEvent.click(screen.getByLabelText('Luis'));
  await userEvent.click(screen.getByLabelText('Sam'));
  await userEvent.click(screen.getByRole('button', { name: 'Save service' }));
  await waitFor(() => expect(written(WHO)).toHaveLength(2));
  expect(written(SERVICES)[0]?.body).toMatchObject({ id: 'service-1', price_cents: 9_950 });
  const [added, removed] = written(WHO);
  expect(added?.body).toEqual([
    { organization_id: 'org-1', resource_id: 'sam', service_id: 'service-1' },
  ]);
  expect(removed?.method).toBe('DELETE');
  expect(removed?.url.searchParams.get('service_id')).toBe('eq.service-1');
  expect(removed?.url.searchParams.get('resource_id')).toBe('not.in.(sam)');
});

it('two services cannot have one name', async () => {
  await open('owner');
  await userEvent.click(screen.getByRole('button', { name: 'Add a service' }));
  await userEvent.type(screen.getByLabelText('Name'), 'Tap repair');
  expect(await screen.findByText('Another service has this name.')).toBeTruthy();
  const save = screen.getByRole('button', { name: 'Save service' });
  expect((save as HTMLButtonElement).disabled).toBe(true);
});

it('a line gets hours of its own and a message for when it is closed, and is saved as a whole', async () => {
  const { backend } = await open('owner', {
    '/rest/v1/rpc/save_line_hours': () => ({ ok: true }),
  });
  await userEvent.click(screen.getByRole('button', { name: 'Change Main line' }));
  await userEvent.click(screen.getByRole('button', { name: 'Its own hours' }));
  const week = screen.getByRole('group', { name: 'Hours of Main line' });
  const closes = within(week).getByLabelText('Friday closes');
  fireEvent.change(closes, { target: { value: '07:00' } });
  fireEvent.blur(closes);
  expect(within(week).getByText('It must close after it opens.')).toBeTruthy();
  fireEvent.change(closes, { target: { value: '16:00' } });
  fireEvent.blur(closes);
  await userEvent.click(screen.getByRole('radio', { name: /^Say a message/ }));
  await userEvent.type(screen.getByLabelText('What the caller hears'), 'We open at eight.');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const requests = () => backend.requestsTo('/rest/v1/rpc/save_line_hours');
  await waitFor(() => expect(requests()).toHaveLength(1));
  expect(requests()[0]?.body).toEqual({
    p: {
      numberId: 'line-1',
      usesOwnHours: true,
      closedOutcome: 'message',
      closedMessage: 'We open at eight.',
      week: [1, 2, 3, 4, 5].map((weekday) => ({
        weekday,
        opensAt: '08:00',
        closesAt: weekday === 5 ? '16:00' : '17:00',
      })),
      holidays: [],
    },
  });
  expect(backend.requestsTo(HOURS).every(({ method }) => method === 'GET')).toBe(true);
});
