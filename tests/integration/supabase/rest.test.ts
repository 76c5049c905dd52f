import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { useStack } from './stack-fixture.ts';

const fixture = useStack();

describe('tables through PostgREST', () => {
  it('[I8] show a user his own rows only, and nothing to strangers', async () => {
    const [one, other] = await Promise.all([fixture.signIn(), fixture.signIn()]);
    const inserted = await one.client.from('things').insert({ label: 'mine' }).select().single();
    expect(inserted.data).toMatchObject({ label: 'mine', owner: one.userId });
    expect((await other.client.from('things').select()).data).toEqual([]);
    expect((await fixture.client().from('things').select()).data).toEqual([]);
    const all = await fixture.admin().from('things').select('owner').eq('owner', one.userId);
    expect(all.data).toHaveLength(1);
  });

  it('[I8] refuse a row in the name of another', async () => {
    const [one, other] = await Promise.all([fixture.signIn(), fixture.signIn()]);
    const { error } = await one.client.from('things').insert({ label: 'x', owner: other.userId });
    expect(error?.code).toBe('42501');
  });

  it('answer violated rules with Postgres codes', async () => {
    const { client } = await fixture.signIn();
    expect((await client.from('things').insert({ label: '' })).error?.code).toBe('23514');
    expect((await client.from('things').select('nothing')).error?.code).toBe('42703');
    expect((await client.from('things').select().single()).error?.code).toBe('PGRST116');
  });

  it('count, page and order', async () => {
    const { client } = await fixture.signIn();
    await client.from('things').insert(['a', 'b', 'c'].map((label) => ({ label })));
    const page = await client
      .from('things')
      .select('label', { count: 'exact' })
      .order('label', { ascending: false })
      .range(0, 1);
    expect(page.count).toBe(3);
    expect(page.data?.map(({ label }) => label)).toEqual(['c', 'b']);
  });

  it('give timestamps with their zone', async () => {
    const { client } = await fixture.signIn();
    const { data } = await client
      .from('things')
      .insert({ label: 't' })
      .select('created_at')
      .single();
    expect(data?.created_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/);
  });

  it('call functions', async () => {
    expect((await fixture.client().rpc('add', { a: 2, b: 3 })).data).toBe(5);
  });

  it('are found at once after another process made them', async () => {
    const sql = postgres(fixture.stack().dbUrl, { max: 1, onnotice: () => undefined });
    await sql`create table public.late (id integer)`;
    await sql.end();
    await expect
      .poll(async () => (await fixture.admin().from('late').select()).data, { timeout: 5_000 })
      .toEqual([]);
  });
});

describe('the role postgres', () => {
  it('is no superuser and can make nothing in the managed schemas, as on hosted projects', async () => {
    const sql = postgres(fixture.stack().dbUrl, { max: 1, onnotice: () => undefined });
    const [role] = await sql`select rolsuper from pg_roles where rolname = current_user`;
    expect(role?.['rolsuper']).toBe(false);
    for (const schema of ['auth', 'storage', 'realtime']) {
      await expect(sql.unsafe(`create table ${schema}.mine (id integer)`)).rejects.toMatchObject({
        code: '42501',
      });
    }
    await sql.end();
  });
});
