import { failed, messageOf, ok } from '../findings.ts';
import { markApplied, pushMigrations } from '../migrations.ts';
import { secretsOf } from '../settings.ts';
import { scheduleSweeper } from '../sweeper-schedule.ts';
import type { DeployContext } from './context.ts';

/** Applies the migrations that are missing. */
export async function push(context: DeployContext): Promise<void> {
  const { target, migrations, report } = context;
  const { sql, options } = target;
  report.phase('2. Database');
  if (sql === null) return;
  try {
    if (options.markApplied) await mark(context, options.markApplied);
    let applied = 0;
    await pushMigrations(sql, migrations, (file) => {
      applied += 1;
      report.add([ok(`applied ${file}`)]);
    });
    if (applied === 0) report.add([ok('nothing to apply')]);
  } catch (error) {
    report.add([failed(messageOf(error), remedyFor(messageOf(error)))]);
  }
}

async function mark({ target, migrations, report }: DeployContext, version: string): Promise<void> {
  const migration = migrations.find((one) => one.version === version);
  if (!migration || !target.sql) throw new Error(`there is no migration ${version}`);
  await markApplied(target.sql, migration);
  report.add([ok(`${migration.file} is recorded as applied`)]);
}

/** The one refusal that is known: supabase/cli#6116. */
function remedyFor(message: string): string {
  const version = /Migration (\d+)_/.exec(message)?.[1];
  return /must be owner of/.test(message)
    ? `run the statements of this file in the dashboard's SQL editor, then: npm run deploy -- ... --mark-applied ${version}`
    : 'nothing of this migration was applied; mend the cause and run this again';
}

/** Puts this checkout's functions where they run. */
export async function deployFunctions({ host, report }: DeployContext): Promise<void> {
  report.phase('3. Functions');
  const result = await host.deploy();
  report.add([
    'done' in result
      ? ok(result.done)
      : failed(`functions: ${result.failed}`, 'the functions before go on working; run this again'),
  ]);
}

/** Hands the functions their secrets. They restart with them by themselves. */
export async function setSecrets({ target, host, report }: DeployContext): Promise<void> {
  report.phase('4. Secrets');
  const result = await host.setSecrets(secretsOf(target.settings));
  report.add([
    'done' in result
      ? ok(result.done)
      : failed(`secrets: ${result.failed}`, 'is the access token allowed to write secrets?'),
  ]);
}

/** Has the database call the sweeper. */
export async function schedule({ target, report }: DeployContext): Promise<void> {
  report.phase('5. Sweeper');
  if (target.sql === null) return;
  const token = target.settings['SWEEPER_TOKEN'] ?? '';
  report.add(await scheduleSweeper(target.sql, `${target.functionsUrl}/call-sweeper`, token));
}
