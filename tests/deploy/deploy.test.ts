import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitUntil } from '../support/wait-until.ts';
import { type Deployment, startDeployment } from './deploy-run.ts';

const APPLICATION = '/call_control_applications/2709042883142354871';
const CREDENTIALS = '/credential_connections/2709042883142354900';

let deployment: Deployment;
let sql: postgres.Sql;

beforeAll(async () => {
  deployment = await startDeployment();
  sql = postgres(deployment.product.databaseUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end();
  await deployment.stop();
});

const aim = (webhookUrl: string) =>
  deployment.telnyx('PATCH', APPLICATION, {
    application_name: 'Switchboard',
    webhook_event_url: webhookUrl,
  });
const ourWebhook = () => `${deployment.product.apiUrl}/functions/v1/telnyx-voice-webhook`;

/** All that a deployment could have changed. */
async function everything() {
  const history = await sql`
    select version from supabase_migrations.schema_migrations order by version`;
  return {
    history: [...history],
    secrets: await deployment.cli.secrets(),
    application: await deployment.telnyx('GET', APPLICATION),
    credentials: await deployment.telnyx('GET', CREDENTIALS),
  };
}

describe('a dry run', () => {
  it('passes against the local stack as if it were hosted, and changes nothing', async () => {
    const before = await everything();
    await deployment.cli.calls();
    const { code, output } = await deployment.run('deploy', '--dry-run');
    expect(output).toContain('Everything is ready to be deployed.');
    expect(code).toBe(0);
    expect(await everything()).toEqual(before);
    expect(await deployment.cli.calls()).toEqual(['secrets list']);
  });

  it('passes without a settings file too: the local stack is known', async () => {
    const { code, output } = await deployment.run(
      'deploy',
      '--dry-run',
      ...[
        ...['--settings', '/nowhere/.env.production', '--db-url', deployment.product.databaseUrl],
      ],
    );
    expect(output).toContain('settings of the local stack');
    expect(code).toBe(0);
  });

  it('names each phase, and what a real run would do in it', async () => {
    const { output } = await deployment.run('deploy', '--dry-run');
    const phases = output.split('\n').filter((line) => /^\d\. /.test(line));
    expect(phases).toEqual([
      ...['1. Check', '2. Database', '3. Functions', '4. Secrets', '5. Sweeper'],
      ...['6. Telnyx', '7. Verify'],
    ]);
    expect(output).toMatch(/would {3}deploy \d+ functions/);
    expect(output).toContain('functions need nothing outside supabase/functions');
  });

  it('never prints a secret', async () => {
    const { output } = await deployment.run('deploy', '--dry-run');
    for (const secret of deployment.secrets()) expect(output).not.toContain(secret);
    expect(output).not.toContain('postgres:postgres');
  });

  it.each([
    ['TELNYX_API_KEY', 'KEY_of_somebody_else', 'Telnyx refuses the API key', 'make a new key'],
    [
      'TELNYX_PUBLIC_KEY',
      Buffer.alloc(32, 7).toString('base64'),
      "TELNYX_PUBLIC_KEY is not the account's key",
      'set TELNYX_PUBLIC_KEY=',
    ],
    [
      'TELNYX_CONNECTION_ID',
      '1234567890123',
      'does not exist in this Telnyx account',
      'check the id',
    ],
    ['SWEEPER_TOKEN', '', 'SWEEPER_TOKEN is not set', 'openssl rand -hex 32'],
    ['APP_ORIGIN', 'https://app.example.com/', 'APP_ORIGIN must be https://HOST', 'the address'],
    [
      'SUPABASE_DB_URL',
      'postgres://postgres:wrong@127.0.0.1:9/postgres',
      'the database cannot be used',
      'Session pooler',
    ],
    ['VITE_SUPABASE_PUBLISHABLE_KEY', 'sb_secret_x', 'is a SECRET key', 'publishable key'],
  ])('says what is wrong with %s, and what to do', async (name, value, seen, remedy) => {
    const right = await rightValue(name);
    await deployment.set({ [name]: value });
    const { code, output } = await deployment.run('deploy', '--dry-run');
    await deployment.set({ [name]: right });
    expect(code).toBe(1);
    const lines = output.split('\n');
    const at = lines.findIndex((line) => line.includes('FAILED') && line.includes(seen));
    expect(lines[at], output).toBeDefined();
    expect(lines[at + 1]).toContain(remedy);
  });

  it('a migration that the checkout has not is named', async () => {
    await sql`insert into supabase_migrations.schema_migrations (version) values ('29990101')`;
    const { code, output } = await deployment.run('deploy', '--dry-run');
    await sql`delete from supabase_migrations.schema_migrations where version = '29990101'`;
    expect(code).toBe(1);
    expect(output).toContain('FAILED  the database has migration 29990101, this checkout has not');
  });
});

describe('a deployment', () => {
  it('deploys functions and secrets; a second time nothing is changed', async () => {
    await deployment.cli.calls();
    const first = await deployment.run('deploy');
    expect(first.output).toContain('Deployed.');
    expect(first.code).toBe(0);
    expect(await deployment.cli.calls()).toContain('functions deploy');
    const secrets = await deployment.cli.secrets();
    expect(secrets).toMatchObject({ APP_ORIGIN: 'https://app.example.com' });
    expect(Object.keys(secrets)).not.toContain('SUPABASE_DB_URL');
    expect(Object.keys(secrets).filter((name) => name.startsWith('VITE_'))).toEqual([]);

    const before = await everything();
    const second = await deployment.run('deploy');
    expect(second.code).toBe(0);
    expect(second.output).toContain('functions as before');
    expect(second.output).toContain('all secrets as before');
    expect(new Set(await deployment.cli.calls())).toEqual(new Set(['secrets list']));
    expect(await everything()).toEqual(before);
  });

  it('sets only the secret that is different', async () => {
    await deployment.set({ AI_MODEL: 'openai/gpt-4.1' });
    const { output } = await deployment.run('deploy');
    await deployment.set({ AI_MODEL: '' });
    expect(output).toContain('secrets set: AI_MODEL\n');
  });

  it('webhooks that go elsewhere fail it; --fix mends them, and SIP calling too', async () => {
    await aim('https://elsewhere.example.com/hook');
    await deployment.telnyx('PATCH', CREDENTIALS, { sip_uri_calling_preference: 'disabled' });
    const found = await deployment.run('deploy');
    expect(found.code).toBe(1);
    expect(found.output).toContain('its webhooks go to "https://elsewhere.example.com/hook"');
    expect(found.output).toContain('no browser can be dialled');
    const mended = await deployment.run('deploy', '--fix');
    expect(mended.output).toContain('mended: application');
    expect(mended.code).toBe(0);
    expect(await deployment.telnyx('GET', APPLICATION)).toMatchObject({
      webhook_event_url: ourWebhook(),
    });
    expect(await deployment.telnyx('GET', CREDENTIALS)).toMatchObject({
      sip_uri_calling_preference: 'internal',
    });
  });

  it('stops before it changes anything when a check fails', async () => {
    await deployment.set({ TELNYX_API_KEY: 'KEY_of_somebody_else', AI_MODEL: 'openai/other' });
    await deployment.cli.calls();
    const { code, output } = await deployment.run('deploy');
    await deployment.set({ TELNYX_API_KEY: 'KEY_switchboard_local', AI_MODEL: '' });
    expect(code).toBe(1);
    expect(output).not.toContain('2. Database');
    expect(await deployment.cli.calls()).toEqual(['secrets list']);
  });
});

describe('a deployment to a Supabase of one’s own', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-self-hosted-'));
    await mkdir(join(folder, 'functions', 'main'), { recursive: true });
    await writeFile(join(folder, 'functions', 'main', 'index.ts'), 'theirs');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = () =>
    deployment.runSelfHosted(
      ...['--functions-dir', join(folder, 'functions')],
      ...['--functions-env-file', join(folder, 'functions.env')],
    );

  it('copies the functions, writes their secrets; a second time nothing is changed', async () => {
    const first = await run();
    expect(first.output).toMatch(/\d+ files copied/);
    expect(first.code).toBe(0);
    const copied = await readdir(join(folder, 'functions'));
    expect(copied).toContain('telnyx-voice-webhook');
    expect(copied).toContain('_shared');
    expect(await readFile(join(folder, 'functions', 'main', 'index.ts'), 'utf8')).toBe('theirs');
    const secrets = await readFile(join(folder, 'functions.env'), 'utf8');
    expect(secrets).toContain('APP_ORIGIN=https://app.example.com\n');
    expect(secrets).not.toContain('SUPABASE_DB_URL');
    expect((await stat(join(folder, 'functions.env'))).mode & 0o077).toBe(0);

    const second = await run();
    expect(second.output).toContain('all functions as before');
    expect(second.output).toContain('all secrets as before');
    expect(second.code).toBe(0);
  });
});

describe('the doctor', () => {
  const untilSwept = () =>
    waitUntil('the sweeper runs', async () => {
      const rows = await sql`select from app.heartbeats where name = 'call-sweeper'`;
      return rows.length > 0;
    });

  it('finds nothing wrong with an installation that is well, and changes nothing', async () => {
    await untilSwept();
    const before = await everything();
    const { code, output } = await deployment.run('doctor');
    expect(output).toContain('All is well.');
    expect(code).toBe(0);
    expect(await everything()).toEqual(before);
  });

  it('tells of dead letters, which fail nothing', async () => {
    await sql`
      insert into public.dead_letters (id, source, reason, body)
      values ('doctor', 'telnyx', 'unknown_number', '{}')`;
    const { code, output } = await deployment.run('doctor');
    await sql`delete from public.dead_letters where id = 'doctor'`;
    expect(output).toContain('dead letters: unknown_number (1)');
    expect(code).toBe(0);
  });

  it('names webhooks that go elsewhere, and leaves them', async () => {
    await aim('https://elsewhere.example.com/hook');
    const { code, output } = await deployment.run('doctor');
    const { webhook_event_url: left } = await deployment.telnyx('GET', APPLICATION);
    await aim(ourWebhook());
    expect(code).toBe(1);
    expect(output).toContain('its webhooks go to "https://elsewhere.example.com/hook"');
    expect(left).toBe('https://elsewhere.example.com/hook');
  });
});

/** What a setting has to be put back to. */
async function rightValue(name: string): Promise<string> {
  const values: Record<string, string> = {
    TELNYX_API_KEY: 'KEY_switchboard_local',
    TELNYX_PUBLIC_KEY: String((await deployment.telnyx('GET', '/public_key'))['public']),
    TELNYX_CONNECTION_ID: '2709042883142354871',
    SWEEPER_TOKEN: 'sweeper-token-of-the-deployment-test',
    APP_ORIGIN: 'https://app.example.com',
    SUPABASE_DB_URL: deployment.product.databaseUrl,
    VITE_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_switchboard_local',
  };
  return values[name] ?? '';
}
