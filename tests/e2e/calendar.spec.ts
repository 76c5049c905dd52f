import type { Locator, Page } from '@playwright/test';
import type { Api } from '../support/api-client.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { faultsInThemes } from './support/looks.ts';

const MAPLE = 'a0000000-0000-4000-8000-000000000001';
const LUIS = 'a2000000-0000-4000-8000-000000000001';
const SAM = 'a2000000-0000-4000-8000-000000000002';
/** A week that nothing else uses: Monday 2027-02-08, standard time, open 8 to 18. */
const MONDAY = '2027-02-08';
const TUESDAY = '2027-02-09';

interface Planted {
  id: string;
  clientName: string;
}

/** Puts a visit into the calendar, as the AI or a colleague would have. */
async function plant(
  service: Api,
  visit: {
    title: string;
    day: string;
    /** Toronto, in winter. */
    from: string;
    to: string;
    resource: string;
    changes?: Record<string, unknown>;
  },
): Promise<Planted> {
  const { data: client } = await service
    .from('clients')
    .select('id, name')
    .eq('organization_id', MAPLE)
    .eq('name', 'Maria Lopez')
    .single();
  const { data, error } = await service
    .from('appointments')
    .insert({
      organization_id: MAPLE,
      client_id: client?.id as string,
      resource_id: visit.resource,
      title: visit.title,
      starts_at: `${visit.day}T${visit.from}:00-05:00`,
      ends_at: `${visit.day}T${visit.to}:00-05:00`,
      status: 'confirmed',
      ...visit.changes,
    })
    .select('id')
    .single();
  if (error) throw new Error(error.message);
  return { id: data.id as string, clientName: client?.name as string };
}

/** Start and technician as they are kept. */
async function kept(service: Api, id: string): Promise<{ at: string; resource: string }> {
  const { data } = await service
    .from('appointments')
    .select('starts_at, resource_id')
    .eq('id', id)
    .single();
  return {
    at: new Date(data?.starts_at as string).toISOString(),
    resource: data?.resource_id as string,
  };
}

const block = (page: Page, title: string) =>
  page.getByRole('button', { name: new RegExp(`^\\d.* ${title}`) });
const column = (page: Page, name: RegExp) => page.getByRole('region', { name });

/** Takes a block near its top and lets go of it so that it starts at a time of a column. */
async function dragTo(page: Page, visit: Locator, target: Locator, clock: string): Promise<void> {
  await visit.scrollIntoViewIfNeeded();
  const from = await visit.boundingBox();
  const into = await target.boundingBox();
  if (!from || !into) throw new Error('Nothing to drag');
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  // The grid shows 7 to 19: an hour more than the opening on both sides.
  const y = into.y + (into.height / 12) * (hour + minute / 60 - 7);
  await page.mouse.move(from.x + from.width / 2, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 10, from.y + 12, { steps: 2 });
  await page.mouse.move(into.x + into.width / 2, y + 5, { steps: 5 });
}

async function openCalendar(agent: Agent, address: string): Promise<Page> {
  await agent.signIn('ana@maple.test', { untilReady: false });
  await agent.page.goto(address);
  await expect(agent.page.getByRole('heading', { name: 'Calendar' })).toBeVisible();
  return agent.page;
}

test.beforeEach(async ({ service }) => {
  await service
    .from('appointments')
    .delete()
    .eq('organization_id', MAPLE)
    .gte('starts_at', '2027-02-07T00:00:00Z')
    .lt('starts_at', '2027-02-16T00:00:00Z');
});

test('[I10] a visit dragged to another day and time stays there after a reload, and Undo brings it back', async ({
  openAgent,
  service,
}) => {
  const title = 'Sump pump';
  const visit = await plant(service, {
    title,
    day: MONDAY,
    from: '09:00',
    to: '10:30',
    resource: LUIS,
  });
  const page = await openCalendar(await openAgent({ toneHz: 700 }), `/calendar?date=${MONDAY}`);
  await dragTo(page, block(page, title), column(page, /^Tuesday, February 9/), '13:15');
  await page.mouse.up();
  await expect(page.getByRole('status').getByText('moved to Tue, Feb 9, 13:15')).toBeVisible();
  await expect
    .poll(() => kept(service, visit.id))
    .toEqual({
      at: '2027-02-09T18:15:00.000Z',
      resource: LUIS,
    });
  await page.reload();
  const tuesday = column(page, /^Tuesday, February 9, 1 visit/);
  await expect(tuesday.getByRole('button', { name: /^13:15 to 14:45, Sump pump/ })).toBeVisible();

  await dragTo(page, block(page, title), column(page, /^Wednesday, February 10/), '8:00');
  await page.mouse.up();
  await expect(column(page, /^Wednesday, February 10, 1 visit/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(() => kept(service, visit.id))
    .toMatchObject({ at: '2027-02-09T18:15:00.000Z' });
  await expect(tuesday).toBeVisible();
});

test('[I10] a conflict is refused in words and the visit goes back', async ({
  openAgent,
  service,
}) => {
  const title = 'Tap, kitchen';
  const visit = await plant(service, {
    title,
    day: MONDAY,
    from: '09:00',
    to: '10:00',
    resource: LUIS,
  });
  await plant(service, {
    title: 'Boiler',
    day: TUESDAY,
    from: '11:00',
    to: '13:00',
    resource: LUIS,
  });
  const page = await openCalendar(await openAgent({ toneHz: 700 }), `/calendar?date=${MONDAY}`);
  await dragTo(page, block(page, title), column(page, /^Tuesday/), '12:00');
  await page.mouse.up();
  await expect(
    page.getByText(
      'Luis already has a visit then: Boiler, Maria Lopez. “Tap, kitchen” stays Mon, Feb 8, 9:00.',
    ),
  ).toBeVisible();
  await expect(column(page, /^Monday, February 8, 1 visit/)).toBeVisible();
  expect(await kept(service, visit.id)).toMatchObject({ at: '2027-02-08T14:00:00.000Z' });
});

test('outside opening hours is asked about, and done when it is meant', async ({
  openAgent,
  service,
}) => {
  const title = 'Burst pipe';
  const visit = await plant(service, {
    title,
    day: MONDAY,
    from: '09:00',
    to: '10:00',
    resource: SAM,
  });
  const page = await openCalendar(await openAgent({ toneHz: 700 }), `/calendar?date=${MONDAY}`);
  await dragTo(page, block(page, title), column(page, /^Monday/), '18:00');
  await page.mouse.up();
  await expect(page.getByText('Outside opening hours.')).toBeVisible();
  expect(await kept(service, visit.id)).toMatchObject({ at: '2027-02-08T14:00:00.000Z' });
  await page.getByRole('button', { name: 'Move anyway' }).click();
  await expect
    .poll(() => kept(service, visit.id))
    .toMatchObject({ at: '2027-02-08T23:00:00.000Z' });
});

test('the day view gives a visit to another technician; Escape lets go of a drag', async ({
  openAgent,
  service,
}) => {
  const title = 'Radiators';
  const visit = await plant(service, {
    title,
    day: MONDAY,
    from: '09:00',
    to: '10:00',
    resource: LUIS,
  });
  const page = await openCalendar(
    await openAgent({ toneHz: 700 }),
    `/calendar?view=day&date=${MONDAY}`,
  );
  await dragTo(page, block(page, title), column(page, /^Sam/), '14:00');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(column(page, /^Luis, 1 visit/)).toBeVisible();
  expect(await kept(service, visit.id)).toEqual({ at: '2027-02-08T14:00:00.000Z', resource: LUIS });

  await dragTo(page, block(page, title), column(page, /^Sam/), '14:00');
  await page.mouse.up();
  await expect(column(page, /^Sam, 1 visit/)).toBeVisible();
  await expect
    .poll(() => kept(service, visit.id))
    .toEqual({
      at: '2027-02-08T19:00:00.000Z',
      resource: SAM,
    });
});

test('a visit is moved by keyboard alone; a conflict is said in the form', async ({
  openAgent,
  service,
}) => {
  const title = 'Toilet runs';
  const visit = await plant(service, {
    title,
    day: MONDAY,
    from: '09:00',
    to: '10:00',
    resource: LUIS,
  });
  await plant(service, {
    title: 'Boiler',
    day: TUESDAY,
    from: '11:00',
    to: '13:00',
    resource: SAM,
  });
  const page = await openCalendar(await openAgent({ toneHz: 700 }), `/calendar?date=${MONDAY}`);
  await block(page, title).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: title }).getByRole('button', { name: 'Move' }).focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: `Move “${title}”` });
  await form.getByLabel('Day').fill(TUESDAY);
  await form.getByLabel('Time').fill('12:30');
  await form.getByRole('combobox', { name: 'Technician' }).selectOption('Sam');
  await page.keyboard.press('Tab');
  await form.getByRole('button', { name: 'Move', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toHaveText(
    'Sam already has a visit then: Boiler, Maria Lopez.',
  );
  await form.getByLabel('Time').fill('13:00');
  await form.getByLabel('Time').press('Enter');
  await expect(form).toHaveCount(0);
  expect(await kept(service, visit.id)).toEqual({ at: '2027-02-09T18:00:00.000Z', resource: SAM });
  await expect(column(page, /^Tuesday, February 9, 2 visits/)).toBeVisible();
});

test('a new visit is booked for a client who is found by name; cancelling can be undone', async ({
  openAgent,
  service,
}) => {
  const page = await openCalendar(await openAgent({ toneHz: 700 }), `/calendar?date=${MONDAY}`);
  await page.getByRole('button', { name: 'New visit' }).click();
  const form = page.getByRole('dialog', { name: 'New visit' });
  await form.getByRole('button', { name: 'Book visit' }).click();
  await expect(form.getByText('Choose a client from the list.')).toBeVisible();
  await expect(form.getByText('Say in a few words what is to be done.')).toBeVisible();
  await form.getByRole('combobox', { name: 'Client' }).fill('Maria L');
  await expect(form.getByRole('option', { name: /Maria Lopez/ })).toBeVisible();
  await form.getByRole('combobox', { name: 'Client' }).press('Enter');
  await form
    .getByRole('combobox', { name: 'Service' })
    .selectOption({ label: 'Drain cleaning, $165' });
  await form.getByLabel('Time').fill('10:00');
  await form.getByLabel('Note').fill('Back door');
  await form.getByRole('button', { name: 'Book visit' }).click();
  await expect(form).toHaveCount(0);
  const booked = page.getByRole('button', {
    name: /^10:00 to 11:00, Drain cleaning.*Maria Lopez.*with Luis/,
  });
  await booked.click();
  const details = page.getByRole('dialog', { name: 'Drain cleaning' });
  await expect(details.getByText('Luis, $165 as listed')).toBeVisible();
  await expect(details.getByText('Back door')).toBeVisible();
  await details.getByRole('button', { name: 'Cancel visit' }).click();
  await expect(booked).toHaveCount(0);
  const status = async () => {
    const { data } = await service
      .from('appointments')
      .select('status')
      .eq('title', 'Drain cleaning')
      .gte('starts_at', '2027-02-07T00:00:00Z')
      .single();
    return data?.status as string;
  };
  await expect.poll(status).toBe('cancelled');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(booked).toBeVisible();
  await expect.poll(status).toBe('confirmed');
});

test('a visit that somebody else books appears without a reload', async ({
  openAgent,
  service,
}) => {
  const page = await openCalendar(await openAgent({ toneHz: 700 }), `/calendar?date=${MONDAY}`);
  await expect(page.getByText('Calls ring here').first()).toBeVisible();
  await expect(column(page, /^Monday, February 8, no visits/)).toBeVisible();
  const title = 'Water heater';
  await plant(service, {
    title,
    day: MONDAY,
    from: '14:00',
    to: '15:30',
    resource: SAM,
    changes: { booked_by: 'ai' },
  });
  await expect(block(page, title)).toBeVisible();
  await expect(block(page, title)).toHaveText(/booked by the AI/);
});

test('day, week, details, forms and phone are free of serious axe faults in both themes', async ({
  openAgent,
  service,
}) => {
  test.setTimeout(120_000);
  await plant(service, {
    title: 'Dishwasher',
    day: MONDAY,
    from: '09:00',
    to: '10:30',
    resource: LUIS,
    changes: { status: 'unconfirmed', booked_by: 'ai', note: 'Said it drips.' },
  });
  await plant(service, {
    title: 'Boiler',
    day: MONDAY,
    from: '09:30',
    to: '10:00',
    resource: SAM,
  });
  const page = await openCalendar(await openAgent({ toneHz: 700 }), `/calendar?date=${MONDAY}`);
  const clean = async (what: string) => expect.soft(await faultsInThemes(page), what).toEqual([]);
  await expect(block(page, 'Dishwasher')).toBeVisible();
  await clean('week');
  await block(page, 'Dishwasher').click();
  await expect(page.getByRole('dialog', { name: 'Dishwasher' })).toBeVisible();
  await clean('details');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Move “Dishwasher”' })).toBeVisible();
  await clean('move');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Day', exact: true }).click();
  await expect(column(page, /^Sam, 1 visit/)).toBeVisible();
  await clean('day');
  await page.getByRole('button', { name: 'New visit' }).click();
  await page.getByRole('combobox', { name: 'Client' }).fill('Mar');
  await expect(page.getByRole('option').first()).toBeVisible();
  await clean('new visit');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/calendar?date=${MONDAY}`);
  await expect(block(page, 'Dishwasher')).toBeVisible();
  await clean('phone');
  await block(page, 'Dishwasher').click();
  await expect(page.getByRole('dialog', { name: 'Dishwasher' })).toBeVisible();
  await clean('details on a phone');
});
