import { waitUntil } from '../support/wait-until.ts';
import { expect, test } from './support/fixtures.ts';

const MAIN_LINE = '+14375249932';
const CALLER_HZ = 1_300;
const ANA_HZ = 700;
/** A couple at one number. */
const WHITMORES = '+19055550104';

test('several clients have the number: one agent says who it is, every screen follows', async ({
  openAgent,
  sim,
  service,
}) => {
  const [ana, ben] = await Promise.all([openAgent({ toneHz: ANA_HZ }), openAgent({ toneHz: 500 })]);
  await Promise.all([ana.signIn('ana@maple.test'), ben.signIn('ben@maple.test')]);
  const id = await sim.call({ from: WHITMORES, to: MAIN_LINE, tone_hz: CALLER_HZ });
  await expect(ana.popup().getByText('2 clients share this number')).toBeVisible();
  const who = (agent: typeof ana) => agent.popup().getByRole('list', { name: 'Who is it?' });
  const judith = (agent: typeof ana) => who(agent).getByRole('button', { name: /Judith Whitmore/ });
  const gerald = (agent: typeof ana) => who(agent).getByRole('button', { name: /Gerald Whitmore/ });
  await expect(judith(ben)).toBeVisible();
  const isJudith = (await judith(ana).getAttribute('aria-pressed')) === 'true';
  const chosen = isJudith ? gerald : judith;
  await chosen(ana).click();
  await expect(chosen(ben)).toHaveAttribute('aria-pressed', 'true');

  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  const name = isJudith ? 'Gerald Whitmore' : 'Judith Whitmore';
  await expect(ana.phone().getByText(name).first()).toBeVisible();
  await sim.act(id, { type: 'hangup' });
  await ana.untilReady();
  const { data } = await service
    .from('telnyx_calls')
    .select('clients(name)')
    .eq('from_number', WHITMORES)
    .order('started_at', { ascending: false })
    .limit(1)
    .single();
  expect(data).toEqual({ clients: { name } });
});

test('an unknown caller becomes a client while it rings; the ring goes on, the talk is heard', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  await ana.page.getByRole('link', { name: 'Calendar' }).click();
  const id = await sim.call({ from: '+19055550148', to: MAIN_LINE, tone_hz: CALLER_HZ });
  await expect(ana.popup().getByText('Unknown caller')).toBeVisible();
  await ana.popup().getByRole('button', { name: 'Create client' }).click();
  await ana.page.keyboard.type('Zoe Roy');
  await ana.page.keyboard.press('Enter');
  await expect(ana.popup().getByText('Zoe Roy')).toBeVisible();
  await expect(ana.page).toHaveURL(/\/calendar/);

  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await waitUntil('the caller hears Ana', async () => {
    const { heard } = await sim.get(id);
    return heard.tones_hz.some((tone) => Math.abs(tone - ANA_HZ) <= 15);
  });
  await waitUntil('Ana hears Zoe', async () => Math.abs((await ana.hears()) - CALLER_HZ) <= 15);
  await expect(ana.phone().getByText('Zoe Roy').first()).toBeVisible();
  await sim.act(id, { type: 'hangup' });
  await ana.untilReady();
});

test('a client’s page: numbers, notes and tasks, and a colleague sees them at once', async ({
  openAgent,
  service,
}) => {
  const [ana, ben] = await Promise.all([openAgent({ toneHz: ANA_HZ }), openAgent({ toneHz: 500 })]);
  await Promise.all([
    ana.signIn('ana@maple.test', { untilReady: false }),
    ben.signIn('ben@maple.test', { untilReady: false }),
  ]);
  const { data } = await service.from('clients').select('id').eq('name', 'Kwame Mensah').single();
  await Promise.all([ana, ben].map((agent) => agent.page.goto(`/clients/${data?.id}`)));
  const { page } = ana;
  await expect(page.getByRole('heading', { name: 'Kwame Mensah' })).toBeVisible();

  await page.getByRole('button', { name: 'Add number' }).click();
  await page.getByRole('textbox', { name: 'Number', exact: true }).fill('(647) 555-0196');
  await page.getByRole('textbox', { name: 'Label' }).fill('Work');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Call Kwame Mensah, work' })).toBeVisible();
  await expect(ben.page.getByRole('button', { name: 'Call Kwame Mensah, work' })).toBeVisible();
  await page.getByRole('button', { name: 'More for 647 555-0196' }).click();
  await page.getByRole('menuitem', { name: 'Make main number' }).click();
  await expect(page.getByText('Work, main')).toBeVisible();
  await page.getByRole('button', { name: 'More for 647 555-0196' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page.getByText('647 555-0196')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Work, main')).toBeVisible();

  await page.getByRole('textbox', { name: 'Note' }).fill('Copper pipes');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(ben.page.getByText('Copper pipes')).toBeVisible();
  await expect(ben.page.getByRole('button', { name: 'Delete' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(ben.page.getByText('Copper pipes')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(ben.page.getByText('Copper pipes')).toBeVisible();

  await page.getByRole('button', { name: 'Add task' }).click();
  await page.getByRole('textbox', { name: 'What' }).fill('Send the quote');
  await page.getByRole('combobox', { name: 'Who' }).selectOption('Ben');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ben.page.getByRole('checkbox', { name: 'Done: Send the quote' })).toBeVisible();
  await ben.page.getByRole('checkbox', { name: 'Done: Send the quote' }).click();
  await expect(page.getByText('Task done: Send the quote')).toBeVisible();
});

test('two rows of one person are found, compared and merged; old links lead on; it can be undone', async ({
  openAgent,
  service,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  const { page } = ana;
  await ana.signIn('ana@maple.test', { untilReady: false });
  const { data: maria } = await service
    .from('clients')
    .select('organization_id')
    .eq('name', 'Maria Lopez')
    .single();
  const { data: member } = await service
    .from('members')
    .select('id')
    .eq('email', 'ben@maple.test')
    .single();
  const organization = { organization_id: maria?.organization_id ?? '' };
  const add = async (name: string, company: string, number: string) => {
    const { data } = await service
      .from('clients')
      .insert({ ...organization, name, company })
      .select('id')
      .single();
    const client = { ...organization, client_id: data?.id ?? '' };
    await service
      .from('client_phones')
      .insert({ ...client, phone_number: number, is_main: true })
      .throwOnError();
    await service
      .from('client_notes')
      .insert({ ...client, member_id: member?.id ?? '', body: `Note of ${name}` })
      .throwOnError();
    return client.client_id;
  };
  const kept = await add('Ottavio Rossi', 'Rossi Bakery', '+14165550181');
  const gone = await add('Ottavio Rosi', 'Rosi Bread', '+14165550182');

  await page.goto('/clients?search=Ottavio');
  await page.getByRole('link', { name: '2 may be the same' }).first().click();
  const dialog = page.getByRole('dialog', { name: /^Merge with Ottavio Ross?i$/ });
  await expect(dialog).toBeVisible();
  await page.goto(`/clients/${kept}`);
  await page.getByRole('button', { name: 'Compare with Ottavio Rosi' }).click();
  await dialog.getByRole('radio', { name: 'Rosi Bread' }).check();
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Ottavio Rossi' })).toBeVisible();
  await expect(page.getByText('Rosi Bread')).toBeVisible();
  await expect(page.getByText('Note of Ottavio Rosi', { exact: true })).toBeVisible();
  await expect(page.getByText('Note of Ottavio Rossi', { exact: true })).toBeVisible();
  await expect(page.getByText('416 555-0182')).toBeVisible();

  await page.goto(`/clients/${gone}`);
  await expect(page).toHaveURL(new RegExp(`/clients/${kept}`));
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await expect(page.getByText('Note of Ottavio Rosi', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Not the same, Ottavio Rosi' }).click();
  await expect(page.getByRole('button', { name: 'Compare with Ottavio Rosi' })).toHaveCount(0);
  await page.goto(`/clients/${gone}`);
  await expect(page.getByRole('heading', { name: 'Ottavio Rosi' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Compare with/ })).toHaveCount(0);
});
