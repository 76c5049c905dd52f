import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushMigrations } from '../../deploy/migrations.ts';
import { planSchedule, scheduleSweeper } from '../../deploy/sweeper-schedule.ts';
import { readMigrations } from '../../local/supabase/migrations.ts';
import {
  type HostedDatabase,
  installTimerStandIns,
  startHostedDatabase,
} from './hosted-database.ts';

const url = 'https://abcdefghijklmnopqrst.supabase.co/functions/v1/call-sweeper';
const token = 'a-token-that-is-long-enough-for-it';

let hosted: HostedDatabase;

beforeAll(async () => {
  hosted = await startHostedDatabase();
  const folder = join(import.meta.dirname, '..', '..', 'supabase', 'migrations');
  await pushMigrations(hosted.sql, await readMigrations(folder), () => undefined);
});
afterAll(() => hosted.stop());

const jobs = () => hosted.sql<{ jobname: string; schedule: string; command: string }[]>`
  select jobname, schedule, command from cron.job order by jobname`;

describe("the sweeper's schedule", () => {
  it('without pg_cron nothing is changed, and what is missing is named', async () => {
    const [found] = await scheduleSweeper(hosted.sql, url, token);
    expect(found).toMatchObject({ status: 'note' });
    expect(found?.text).toContain('pg_cron, pg_net, supabase_vault is missing');
    expect((await planSchedule(hosted.sql))[0]).toMatchObject({ status: 'note' });
  });

  it('with them one job calls the function with the token every 5 seconds', async () => {
    await installTimerStandIns(hosted.admin);
    expect(await scheduleSweeper(hosted.sql, url, token)).toEqual([
      { status: 'ok', text: 'pg_cron calls the sweeper every 5 s' },
    ]);
    const [job, history] = await jobs();
    expect(job).toMatchObject({ jobname: 'call-sweeper', schedule: '5 seconds' });
    expect(history).toMatchObject({ jobname: 'switchboard-cron-history' });
    // As pg_cron does: as the role that scheduled it.
    for (const { command } of await jobs()) await hosted.sql.unsafe(command);
    const sent = await hosted.admin`select url, headers, timeout_milliseconds from net.sent`;
    expect([...sent]).toEqual([
      { url, headers: { authorization: `Bearer ${token}` }, timeout_milliseconds: 4000 },
    ]);
    expect(job?.command).not.toContain(token);
  });

  it('a second time nothing is changed', async () => {
    const before = await hosted.admin`select * from cron.job order by jobid`;
    expect((await scheduleSweeper(hosted.sql, url, token))[0]?.text).toContain('as before');
    expect([...(await hosted.admin`select * from cron.job order by jobid`)]).toEqual([...before]);
  });

  it('another token is told at once, and a job that somebody switched off runs again', async () => {
    await hosted.admin`update cron.job set active = false where jobname = 'call-sweeper'`;
    await scheduleSweeper(hosted.sql, url, `${token}-2`);
    const [secret] = await hosted.admin`
      select decrypted_secret as token from vault.decrypted_secrets
      where name = 'switchboard_sweeper_token'`;
    expect(secret).toEqual({ token: `${token}-2` });
    const active = await hosted.admin`select active from cron.job where jobname = 'call-sweeper'`;
    expect([...active]).toEqual([{ active: true }]);
  });

  it.each([
    ['ftp://elsewhere', token],
    [url, 'short'],
  ])('refuses %s with %s', async (badUrl, badToken) => {
    expect(await scheduleSweeper(hosted.sql, badUrl, badToken)).toMatchObject([
      { status: 'failed' },
    ]);
  });

  it('can be taken back', async () => {
    await hosted.sql`select app.unschedule_sweeper()`;
    expect([...(await jobs())]).toEqual([]);
  });

  it.each(['anon', 'authenticated', 'service_role'])('[I9] %s may not touch it', async (role) => {
    const [row] = await hosted.sql<{ allowed: boolean }[]>`
      select has_function_privilege(${role}, 'app.schedule_sweeper(text, text)', 'execute')
        or has_function_privilege(${role}, 'app.keep_vault_secret(text, text)', 'execute')
        or has_function_privilege(${role}, 'app.unschedule_sweeper()', 'execute') as allowed`;
    expect(row?.allowed).toBe(false);
  });
});
