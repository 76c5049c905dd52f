import { readMigrations } from '../local/supabase/migrations.ts';
import { createReport } from './findings.ts';
import { functionNames } from './functions-graph.ts';
import {
  createFolderFunctions,
  createHostedFunctions,
  type FunctionsHost,
} from './functions-host.ts';
import { OptionsError, readDeployOptions, type DeployOptions } from './options.ts';
import { deployFunctions, push, schedule, setSecrets } from './phases/change.ts';
import { checkAll, planOf, wireTelnyx } from './phases/check.ts';
import { verify } from './phases/verify.ts';
import { createSupabaseCli, npxCommand } from './supabase-cli.ts';
import { functionsDir, migrationsDir, openTarget, rootDir } from './target.ts';

/**
 * `npm run deploy -- --project-ref REF`: checks everything, then brings database, functions, secrets
 * and timer of an installation up to this checkout, and verifies the result. Stops at the first phase
 * that fails. May be run again at any time.
 */
async function main(): Promise<number> {
  const asked = readDeployOptions(process.argv.slice(2));
  await using target = await openTarget(asked, process.env);
  const report = createReport((line) => console.log(line));
  const migrations = await readMigrations(migrationsDir);
  const context = { target, migrations, host: hostOf(asked), report };
  console.log(
    `Deploying to ${target.options.apiUrl}${asked.isDryRun ? ' (dry run: nothing is changed)' : ''}`,
  );
  const phases = asked.isDryRun
    ? [checkAll, planOf, wireTelnyx, verify]
    : [checkAll, push, deployFunctions, setSecrets, schedule, wireTelnyx, verify];
  for (const phase of phases) {
    await phase(context);
    if (report.failures > 0 && !asked.isDryRun) break;
  }
  return conclude(report.failures, report.notes, asked.isDryRun);
}

function hostOf(options: DeployOptions): FunctionsHost {
  if (options.functionsDir && options.functionsEnvFile) {
    return createFolderFunctions({
      sourceDir: functionsDir,
      targetDir: options.functionsDir,
      envFile: options.functionsEnvFile,
    });
  }
  const cli = createSupabaseCli({
    command: options.supabaseCli ? [options.supabaseCli] : npxCommand,
    projectRef: options.projectRef ?? '',
    rootDir,
  });
  return createHostedFunctions({
    cli,
    sourceDir: functionsDir,
    count: functionNames(functionsDir).length,
    isForced: options.isForced,
  });
}

function conclude(failures: number, notes: number, isDryRun: boolean): number {
  const seen = notes > 0 ? ` ${notes} to note above.` : '';
  if (failures > 0) {
    console.log(`\nFailed: ${failures}. Mend what is marked FAILED and run this again.${seen}`);
    return 1;
  }
  console.log(`\n${isDryRun ? 'Everything is ready to be deployed.' : 'Deployed.'}${seen}`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof OptionsError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
