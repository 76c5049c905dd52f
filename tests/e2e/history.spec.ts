import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { faults } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';

test('the history by keyboard: select, tag, filter, keep as a view, export', async ({
  openAgent,
}) => {
  const ana = await openAgent({ toneHz: 700 });
  await ana.signIn('ana@maple.test', { untilReady: false });
  const { page } = ana;
  const table = page.getByRole('table', { name: 'Call history' });
  const rows = table.locator('[data-call]');
  await expect(rows.first()).toBeVisible();

  const search = page.getByRole('searchbox', { name: 'Search calls' });
  await search.fill('0123');
  await expect(page).toHaveURL(/search=0123/);
  await expect(rows.filter({ hasNotText: 'Maria Lopez' })).toHaveCount(0);
  await expect(rows.first()).toBeVisible();
  await search.fill('');
  await expect(page).not.toHaveURL(/search=/);

  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowDown');
  const selected = page.getByRole('region', { name: 'Selected calls' });
  await expect(selected.getByRole('status')).toHaveText('2 calls selected');

  const tag = `spring ${Date.now()}`;
  await selected.getByRole('combobox', { name: 'Add a tag' }).fill(tag);
  await page.keyboard.press('Enter');
  await expect(table.getByText(tag).first()).toBeVisible();
  expect(await faults(page, { within: 'section:has(table)' })).toEqual([]);

  const byTag = page.getByRole('combobox', { name: 'Tag', exact: true });
  await byTag.selectOption(tag);
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/tag=spring/);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('textbox', { name: 'Name of this view' }).fill(tag);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Drop ${tag}` })).toBeVisible();
  await page.keyboard.press('Escape');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).first().click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file.startsWith('\uFEFFWhen,Type,Status,')).toBe(true);
  expect(file.trimEnd().split('\r\n')).toHaveLength(3);
  expect(file).toContain(tag);

  await page.getByRole('button', { name: 'Show all tags' }).click();
  await expect(page).not.toHaveURL(/tag=/);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: tag, exact: true }).click();
  await expect(page).toHaveURL(/tag=spring/);

  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(2);
  await rows.first().focus();
  await page.keyboard.press('Enter');
  const place = page.getByRole('navigation', { name: 'Place in the list' });
  await expect(place).toHaveText('1 of 2');
  await place.getByRole('link', { name: 'Next call of the list' }).press('Enter');
  await expect(place).toHaveText('2 of 2');
  await page.getByRole('link', { name: /^Back: Call history/ }).press('Enter');
  await expect(page).toHaveURL(/tag=spring/);
});

test('End and Home go to the ends of a list of which a part is drawn, and the focus with them', async ({
  openAgent,
  service,
}) => {
  const { data: line } = await service
    .from('telnyx_phone_numbers')
    .select('id, organization_id, phone_number')
    .eq('phone_number', '+14375249932')
    .single()
    .throwOnError();
  const longAgoMs = Date.now() - 200 * 86_400_000;
  const calls = Array.from({ length: 150 }, (_, index) => ({
    id: randomUUID(),
    organization_id: line?.organization_id as string,
    phone_number_id: line?.id as string,
    direction: 'inbound',
    from_number: '+16475550190',
    to_number: line?.phone_number as string,
    status: 'ended',
    outcome: 'missed',
    started_at: new Date(longAgoMs - index * 60_000).toISOString(),
    ended_at: new Date(longAgoMs - index * 60_000 + 9_000).toISOString(),
    version: 1,
  }));
  await service.from('telnyx_calls').insert(calls).throwOnError();
  try {
    const ana = await openAgent({ toneHz: 700 });
    await ana.signIn('ana@maple.test', { untilReady: false });
    const { page } = ana;
    const rows = page.getByRole('table', { name: 'Call history' }).locator('[data-call]');
    await expect(rows.first()).toBeVisible();
    const newest = await rows.first().getAttribute('data-call');
    const oldest = page.locator(`[data-call="${calls.at(-1)?.id}"]`);
    await rows.first().focus();
    // Each End goes to the last row that was read; older ones follow.
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(page.locator('[data-call]:focus')).toBeInViewport({ timeout: 1_000 });
      await expect(oldest).toBeFocused({ timeout: 500 });
    }).toPass();
    await page.keyboard.press('Home');
    await expect(page.locator(`[data-call="${newest}"]`)).toBeFocused();
  } finally {
    const ids = calls.map(({ id }) => id);
    await service.from('telnyx_calls').delete().in('id', ids).throwOnError();
  }
});
