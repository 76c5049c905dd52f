import { readMigrations } from '../local/supabase/migrations.ts';
import { checkApi, checkFunctionAnswers } from './checks/answers.ts';
import { checkRunning, checkSweeperRuns } from './checks/running.ts';
import { checkTelnyxWiring } from './checks/telnyx-wiring.ts';
import { checkNode } from './checks/tools.ts';
import { createReport, failed, messageOf, type Finding, type Report } from './findings.ts';
import { functionNames } from './functions-graph.ts';
import { OptionsError, readDoctorOptions } from './options.ts';
import { checkInstallation } from './phases/check.ts';
import { functionsDir, migrationsDir, openTarget, type Target } from './target.ts';
import { readWiring } from './wiring.ts';

/**
 * `npm run doctor`: looks an installation over and changes nothing. Without an address: the stack of
 * `npm start`. Ends with 0 when nothing has failed.
 */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const isNamed = args.some((arg) => /^--(project-ref|api-url|local)\b/.test(arg));
  const asked = readDoctorOptions(isNamed ? args : [...args, '--local']);
  await using target = await openTarget(asked, process.env);
  const report = createReport((line) => console.log(line));
  console.log(`Looking at ${target.options.apiUrl}; nothing is changed.`);
  await examine(target, report);
  if (report.failures > 0) {
    console.log(`\nFailed: ${report.failures}. What to do stands below each.`);
    return 1;
  }
  console.log(`\nAll is well.${report.notes > 0 ? ` ${report.notes} to note above.` : ''}`);
  return 0;
}

async function examine(target: Target, report: Report): Promise<void> {
  const { settings, sql, telnyx, functionsUrl, options } = target;
  report.phase('Set-up');
  report.add([checkNode(process.versions.node)]);
  report.add(await checkInstallation(target, await readMigrations(migrationsDir)));
  report.phase('Functions and API');
  report.add(await checkFunctionAnswers(functionsUrl, functionNames(functionsDir)));
  report.add([await checkApi(options.apiUrl, settings['VITE_SUPABASE_PUBLISHABLE_KEY'] ?? null)]);
  report.phase('Telnyx');
  report.add(
    await guarded(async () =>
      checkTelnyxWiring(telnyx, await readWiring(sql, settings), target.webhookUrl, false),
    ),
  );
  report.phase('Running');
  if (sql === null) return;
  report.add(await guarded(async () => [await checkSweeperRuns(sql)]));
  report.add(await guarded(() => checkRunning(sql)));
}

/** One part that cannot be looked at does not keep the others. */
async function guarded(look: () => Promise<Finding[]>): Promise<Finding[]> {
  return look().catch((error: unknown) => [
    failed(
      `cannot be looked at: ${messageOf(error)}`,
      'are the database reachable and its migrations applied? See Set-up above',
    ),
  ]);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof OptionsError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
