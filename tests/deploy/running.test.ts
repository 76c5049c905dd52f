import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { age, checkRunning, checkSweeperRuns } from '../../deploy/checks/running.ts';
import { pushMigrations } from '../../deploy/migrations.ts';
import { readMigrations } from '../../local/supabase/migrations.ts';
import { type HostedDatabase, startHostedDatabase } from './hosted-database.ts';

const CALL = '00000000-0000-4000-8000-0000000d0c70';
let hosted: HostedDatabase;

beforeAll(async () => {
  hosted = await startHostedDatabase();
  const folder = join(import.meta.dirname, '..', '..', 'supabase', 'migrations');
  await pushMigrations(hosted.sql, await readMigrations(folder), () => undefined);
});
afterAll(() => hosted.stop());

const found = async () => {
  const findings = await checkRunning(hosted.sql);
  return findings.map(({ status, text }) => `${status}: ${text}`);
};

describe('how an installation is doing', () => {
  it('nothing happened yet: nothing has failed', async () => {
    expect(await found()).toEqual([
      'ok: no call waits for something that should have happened',
      'ok: 0 commands on their way to Telnyx',
      'ok: no dead letters',
      'note: no event from Telnyx yet',
      'ok: no webhook was refused in the last 24 h',
    ]);
  });

  it('[I3] a call and a command that wait too long, dead letters, late events, refused webhooks', async () => {
    const { sql } = hosted;
    const [organization] = await sql<{ id: string }[]>`
      insert into public.organizations (name, time_zone, country)
      values ('Maple', 'America/Toronto', 'CA') returning id`;
    const organizationId = organization?.id ?? '';
    await sql`
      insert into public.telnyx_calls
        (id, organization_id, direction, from_number, to_number, status, started_at, deadline_at, version)
      values (${CALL}, ${organizationId}, 'inbound', '+14165550188', '+14165550100', 'ringing',
        now() - interval '1 hour', now() - interval '1 hour', 1)`;
    await sql`
      insert into public.call_commands (command_id, organization_id, call_id, kind, body, created_at)
      values ('one', ${organizationId}, ${CALL}, 'hangup', '{}', now() - interval '1 hour')`;
    await sql`
      insert into public.call_events (id, organization_id, call_id, source, type, occurred_at, received_at)
      values ('one', ${organizationId}, ${CALL}, 'telnyx', 'call.initiated',
        now() - interval '65 seconds', now() - interval '5 seconds')`;
    await sql`
      insert into public.dead_letters (id, source, reason, body)
      values ('one', 'telnyx', 'unknown_number', '{}'), ('two', 'telnyx', 'unknown_number', '{}')`;
    await sql`select public.count_refused_webhooks(7)`;
    expect(await found()).toEqual([
      'failed: 1 calls should have moved on, the oldest 60 min ago',
      'failed: 1 commands to Telnyx are pending, the oldest for 60 min',
      'note: dead letters: unknown_number (2)',
      expect.stringMatching(/^note: last event from Telnyx \d s ago, 60 s after it happened$/),
      'note: 7 webhooks were refused in the last 24 h: no valid signature',
    ]);
  });

  it('every failure says what to do', async () => {
    const findings = await checkRunning(hosted.sql);
    const failures = findings.filter(({ status }) => status === 'failed');
    expect(failures.every(({ remedy }) => !!remedy)).toBe(true);
  });

  it('a sweeper that never ran, runs, stands still', async () => {
    expect(await checkSweeperRuns(hosted.sql)).toMatchObject({
      status: 'failed',
      text: 'the sweeper has never run',
    });
    await hosted.sql`select public.sweeper_beat()`;
    expect(await checkSweeperRuns(hosted.sql)).toMatchObject({ status: 'ok' });
    await hosted.sql`update app.heartbeats set at = now() - interval '10 minutes'`;
    expect(await checkSweeperRuns(hosted.sql)).toMatchObject({
      status: 'failed',
      text: 'the sweeper ran 10 min ago',
    });
  });

  it.each([
    [5, '5 s'],
    [600, '10 min'],
    [36_000, '10 h'],
    [864_000, '10 days'],
  ])('%i seconds are %s', (seconds, text) => {
    expect(age(seconds)).toBe(text);
  });
});
