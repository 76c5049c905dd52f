// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toaster } from '@/components/ui/Toaster.tsx';
import { announceAppointmentsChanged } from '@/data/appointments-changed.ts';
import { type BackendRoute, createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { visitRow } from '@/testing/visit.ts';
import { Calendar } from './Calendar.tsx';

const VISITS = '/rest/v1/appointments';
const SAVE = '/rest/v1/rpc/save_visit';
const CANCEL = '/rest/v1/rpc/cancel_visit_by_member';
const WEEK = '/calendar?date=2026-11-23';

/** A day column is 100 px wide, and 720 px high for the hours from 7 to 19. */
function columnBox(this: HTMLElement): DOMRect {
  const columns = [...document.querySelectorAll('[data-column]')];
  const index = columns.indexOf(this);
  return index === -1 ? new DOMRect() : new DOMRect(index * 100, 0, 100, 720);
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(columnBox);
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function renderCalendar(
  rows: () => Record<string, unknown>[],
  routes: Record<string, BackendRoute> = {},
  address = WEEK,
) {
  const backend = createFakeBackend({
    [VISITS]: rows,
    '/rest/v1/resources': () => [
      { id: 'luis', name: 'Luis', active: true },
      { id: 'sam', name: 'Sam', active: true },
    ],
    '/rest/v1/services': () => [],
    '/rest/v1/business_hours': () =>
      [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens_at: '08:00:00', closes_at: '18:00:00' })),
    '/rest/v1/holidays': () => [
      { day: '2026-11-27', name: 'Stocktaking', opens_at: null, closes_at: null },
    ],
    ...routes,
  });
  renderInApp(
    <>
      <Calendar organizationId="org-1" timeZone="America/Toronto" />
      <Toaster />
    </>,
    { supabase: backend.supabase, address },
  );
  return backend;
}

const block = () => screen.findByRole('button', { name: /Tap repair/ });
const day = (name: RegExp) => screen.getByRole('region', { name });

/** From Monday 9:05 to the middle of a column, so that the visit starts at a minute of the day. */
function drag(visit: HTMLElement, columnIndex: number, minute: number, isDropped = true) {
  const pointer = { pointerId: 1, isPrimary: true, button: 0, pointerType: 'mouse' };
  fireEvent.pointerDown(visit, { ...pointer, clientX: 50, clientY: 125 });
  const end = { ...pointer, clientX: columnIndex * 100 + 50, clientY: minute - 420 + 5 };
  fireEvent.pointerMove(window, { ...pointer, clientX: 60, clientY: 140 });
  fireEvent.pointerMove(window, end);
  if (isDropped) fireEvent.pointerUp(window, end);
}

describe('dragging a visit', () => {
  it('[I10] asks for the new day and time only, and shows it there at once', async () => {
    const backend = renderCalendar(() => [visitRow()], {
      [SAVE]: () => new Promise(() => undefined),
    });
    drag(await block(), 2, 13 * 60);
    const wednesday = await screen.findByRole('region', {
      name: /^Wednesday, November 25, 1 visit/,
    });
    within(wednesday).getByText(/13:00/);
    await waitFor(() => expect(backend.requestsTo(SAVE)).toHaveLength(1));
    expect(backend.requestsTo(SAVE)[0]?.body).toEqual({
      p: {
        id: 'visit-1',
        resource_id: 'luis',
        starts_at: '2026-11-25T18:00:00.000Z',
        ends_at: '2026-11-25T19:00:00.000Z',
      },
    });
  });

  it.each([
    [
      { ok: false, reason: 'conflict', with_title: 'Boiler', with_client: 'John Chen' },
      'Luis already has a visit then: Boiler, John Chen. “Tap repair” stays Mon, Nov 23, 9:00.',
    ],
    [{ ok: false, reason: 'conflict' }, 'Luis already has a visit then. “Tap repair” stays'],
    [{ ok: false, reason: 'outside_hours' }, 'Outside opening hours. “Tap repair” stays'],
    [{ ok: false, reason: 'not_found' }, 'This visit is no longer there'],
    [{ ok: false, reason: 'invalid' }, 'A visit cannot be booked like this.'],
    ['nonsense', 'The server did not answer.'],
  ])('puts it back and says why: %j', async (answer, words) => {
    // Read once only: what comes back comes back without the server's help.
    let reads = 0;
    const readOnce: BackendRoute = () => {
      reads += 1;
      return reads === 1 ? [visitRow()] : new Promise(() => undefined);
    };
    renderCalendar(() => [], { [VISITS]: readOnce, [SAVE]: () => Response.json(answer) });
    drag(await block(), 1, 14 * 60);
    await screen.findByText((text) => text.includes(words));
    expect(within(day(/^Monday, November 23, 1 visit/)).getByText('9:00')).toBeTruthy();
  });

  it('outside opening hours it is asked about, and said to be meant', async () => {
    const backend = renderCalendar(() => [visitRow()], {
      [SAVE]: () => ({ ok: false, reason: 'outside_hours' }),
    });
    drag(await block(), 0, 18 * 60);
    await userEvent.click(await screen.findByRole('button', { name: 'Move anyway' }));
    await waitFor(() => expect(backend.requestsTo(SAVE)).toHaveLength(2));
    const asked = backend.requestsTo(SAVE).map(({ body }) => (body as { p: object }).p);
    expect(asked[0]).not.toHaveProperty('outside_hours_ok');
    expect(asked[1]).toHaveProperty('outside_hours_ok', true);
  });

  it('Escape lets go, and so does dropping it where it was', async () => {
    const backend = renderCalendar(() => [visitRow()]);
    drag(await block(), 3, 12 * 60, false);
    fireEvent.keyDown(window, { key: 'Escape' });
    fireEvent.pointerUp(window, { pointerId: 1, clientX: 350, clientY: 300 });
    drag(await block(), 0, 9 * 60);
    expect(day(/^Monday, November 23, 1 visit/)).toBeTruthy();
    expect(backend.requestsTo(SAVE)).toHaveLength(0);
  });

  it('in the day view gives it to another technician', async () => {
    const backend = renderCalendar(
      () => [visitRow()],
      { [SAVE]: () => ({ ok: true, id: 'visit-1' }) },
      `${WEEK}&view=day`,
    );
    drag(await block(), 1, 9 * 60);
    await waitFor(() => expect(backend.requestsTo(SAVE)).toHaveLength(1));
    expect(backend.requestsTo(SAVE)[0]?.body).toMatchObject({
      p: { resource_id: 'sam', starts_at: '2026-11-23T14:00:00.000Z' },
    });
  });
});

describe('what is shown', () => {
  it('[I8] asks for the visits of its own business in the week of its own clock', async () => {
    const backend = renderCalendar(() => []);
    await waitFor(() => expect(backend.requestsTo(VISITS).length).toBeGreaterThan(0));
    const params = backend.requestsTo(VISITS)[0]?.url.searchParams;
    expect(params?.get('organization_id')).toBe('eq.org-1');
    expect(params?.get('ends_at')).toBe('gt.2026-11-23T05:00:00.000Z');
    expect(params?.get('starts_at')).toBe('lt.2026-11-30T05:00:00.000Z');
    for (const table of ['resources', 'services', 'business_hours', 'holidays']) {
      const [request] = backend.requestsTo(`/rest/v1/${table}`);
      expect(request?.url.searchParams.get('organization_id')).toBe('eq.org-1');
    }
  });

  it('marks what the AI booked, by the visit or by its call, and what is not confirmed', async () => {
    const call = { id: 'call-1', handled_by: 'ai', outside_number: '+14165550123' };
    renderCalendar(() => [
      visitRow({ id: 'a', title: 'First', call, status: 'unconfirmed' }),
      visitRow({ id: 'b', title: 'Second', booked_by: 'ai' }),
      visitRow({ id: 'c', title: 'Third' }),
    ]);
    const named = async (title: RegExp) =>
      (await screen.findByRole('button', { name: title })).textContent;
    expect(await named(/First/)).toContain('not confirmed, booked by the AI');
    expect(await named(/Second/)).toContain('booked by the AI');
    expect(await named(/Third/)).not.toContain('AI');
  });

  it('shades closed hours and names the holiday', async () => {
    renderCalendar(() => []);
    await screen.findByText('Closed, Stocktaking');
    const shaded = (name: RegExp) => day(name).querySelectorAll('[data-closed]').length;
    expect([shaded(/^Thursday/), shaded(/^Friday/), shaded(/^Sunday/)]).toEqual([2, 1, 1]);
  });

  it('reads again when a change is broadcast', async () => {
    let rows = [visitRow()];
    renderCalendar(() => rows);
    await block();
    rows = [visitRow({ title: 'Booked by a colleague' })];
    act(() => announceAppointmentsChanged());
    await screen.findByRole('button', { name: /Booked by a colleague/ });
  });

  it('says so when the visits cannot be read, and tries again', async () => {
    let isDown = true;
    renderCalendar(() => [visitRow()], {
      [VISITS]: () => (isDown ? Response.json({ message: 'down' }, { status: 500 }) : [visitRow()]),
    });
    await screen.findByText('The visits could not be loaded.');
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await block();
  });
});

describe('what can be done to a visit', () => {
  const open = async () => {
    await userEvent.click(await block());
    return screen.findByRole('dialog', { name: 'Tap repair' });
  };

  it('a cancelled visit goes, and Undo brings it back as it was', async () => {
    let rows = [visitRow({ status: 'unconfirmed' })];
    const backend = renderCalendar(() => rows, {
      [CANCEL]: () => {
        rows = [];
        return { ok: true };
      },
      [SAVE]: () => {
        rows = [visitRow({ status: 'unconfirmed' })];
        return { ok: true, id: 'visit-1' };
      },
    });
    await userEvent.click(within(await open()).getByRole('button', { name: 'Cancel visit' }));
    await screen.findByText('“Tap repair” is cancelled.');
    expect(screen.queryByRole('button', { name: /Tap repair/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await block();
    expect(backend.requestsTo(SAVE)[0]?.body).toEqual({
      p: { id: 'visit-1', status: 'unconfirmed', outside_hours_ok: true },
    });
  });

  it('a cancellation without an answer puts the visit back', async () => {
    renderCalendar(() => [visitRow()], {
      [CANCEL]: () => Response.json({ message: 'down' }, { status: 503 }),
    });
    await userEvent.click(within(await open()).getByRole('button', { name: 'Cancel visit' }));
    await screen.findByText('The server did not answer. “Tap repair” was not cancelled.');
    await block();
  });

  it('Move opens a form that says a refusal and keeps what was typed', async () => {
    const answers: unknown[] = [
      { ok: false, reason: 'conflict', with_title: 'Boiler', with_client: 'John Chen' },
      { ok: true, id: 'visit-1' },
    ];
    const backend = renderCalendar(() => [visitRow()], { [SAVE]: () => answers.shift() });
    await userEvent.click(within(await open()).getByRole('button', { name: 'Move' }));
    const form = await screen.findByRole('dialog', { name: 'Move “Tap repair”' });
    fireEvent.change(within(form).getByLabelText('Day'), { target: { value: '2026-11-26' } });
    fireEvent.change(within(form).getByLabelText('Time'), { target: { value: '11:15' } });
    await userEvent.selectOptions(within(form).getByRole('combobox'), 'Sam');
    await userEvent.click(within(form).getByRole('button', { name: 'Move' }));
    const alert = await within(form).findByRole('alert');
    expect(alert.textContent).toBe('Sam already has a visit then: Boiler, John Chen.');
    expect(within(form).getByLabelText<HTMLInputElement>('Time').value).toBe('11:15');
    await userEvent.click(within(form).getByRole('button', { name: 'Move' }));
    await screen.findByText('“Tap repair” moved to Thu, Nov 26, 11:15.');
    expect(backend.requestsTo(SAVE)[1]?.body).toEqual({
      p: {
        id: 'visit-1',
        resource_id: 'sam',
        starts_at: '2026-11-26T16:15:00.000Z',
        ends_at: '2026-11-26T17:15:00.000Z',
      },
    });
  });
});
