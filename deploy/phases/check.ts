import type { Migration } from '../../local/supabase/migrations.ts';
import { checkDatabase } from '../checks/database.ts';
import { checkFunctions } from '../checks/functions.ts';
import { checkMigrations } from '../checks/migrations.ts';
import { checkSettings } from '../checks/settings.ts';
import { checkTelnyxKey } from '../checks/telnyx-key.ts';
import { checkTelnyxWiring } from '../checks/telnyx-wiring.ts';
import { checkCli, checkNode } from '../checks/tools.ts';
import { failed, would, type Finding } from '../findings.ts';
import { planMigrations } from '../migrations.ts';
import { planSchedule } from '../sweeper-schedule.ts';
import { functionsDir, type Target } from '../target.ts';
import { readWiring } from '../wiring.ts';
import type { DeployContext } from './context.ts';

/** Everything that can be known before anything is changed. */
export async function checkAll(context: DeployContext): Promise<void> {
  const { target, report, host } = context;
  const { options } = target;
  report.phase('1. Check');
  report.add([checkNode(process.versions.node)]);
  if (options.projectRef) {
    const isRehearsal = options.isDryRun && options.hasOwnApiUrl;
    report.add([checkCli(await host.problem(), !isRehearsal)]);
  }
  report.add(await checkInstallation(target, context.migrations));
  report.add(await checkFunctions(functionsDir));
}

/** Settings, Telnyx and the database: what a deployment and the doctor both look at. */
export async function checkInstallation(
  target: Target,
  migrations: readonly Migration[],
): Promise<Finding[]> {
  const { settings, options, sql } = target;
  const findings = checkSettings(settings, target.source, options.envFile);
  const built = settings['VITE_SUPABASE_URL']?.replace(/\/+$/, '');
  if (built && !options.isLocal && built !== options.apiUrl) {
    const remedy = `set it to ${options.apiUrl}, or deploy to the other project`;
    findings.push(
      failed(`VITE_SUPABASE_URL is ${built}: the app would use another project`, remedy),
    );
  }
  if (settings['TELNYX_API_KEY']) {
    const publicKeys = settings['TELNYX_PUBLIC_KEY'] ?? '';
    findings.push(...(await checkTelnyxKey(target.telnyx, publicKeys)));
  }
  if (sql === null) return findings;
  const database = await checkDatabase(sql, migrations);
  findings.push(...database);
  if (database.some(({ status }) => status === 'failed')) return findings;
  const plan = await planMigrations(sql, migrations);
  return [...findings, ...checkMigrations(plan, migrations.length)];
}

/** A dry run's words for the phases that change something. */
export async function planOf({ target, host, report }: DeployContext): Promise<void> {
  report.phase('2. Database');
  report.add([would('apply the migrations that are listed above as missing, if any')]);
  report.phase('3. Functions');
  report.add([would(host.plan.functions)]);
  report.phase('4. Secrets');
  report.add([would(host.plan.secrets)]);
  report.phase('5. Sweeper');
  report.add(target.sql ? await planSchedule(target.sql).catch(() => []) : []);
}

/** Whether events come to us; with --fix what is wrong at Telnyx is mended. */
export async function wireTelnyx({ target, report }: DeployContext): Promise<void> {
  const { sql, settings, telnyx, webhookUrl, options } = target;
  report.phase('6. Telnyx');
  const wiring = await readWiring(sql, settings);
  const isFix = options.isFix && !options.isDryRun;
  report.add(await checkTelnyxWiring(telnyx, wiring, webhookUrl, isFix));
}
