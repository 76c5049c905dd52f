import { join } from 'node:path';
import { startAppServer } from '../app-server.ts';
import { removeDataFolder } from '../supabase/database/data-location.ts';
import {
  dataFolderOwner,
  DataFolderInUseError,
  sweepDataFolder,
} from '../supabase/processes/data-lock.ts';
import { makeEphemeralFolder } from '../supabase/processes/ephemeral-folder.ts';
import { assertPortFree } from '../supabase/processes/ports.ts';
import { startSupabase, type SupabaseStack } from '../supabase/stack.ts';
import { buildApp } from './app-build.ts';
import { startDevServer } from './dev-server.ts';
import { functionSecrets, viteEnvironment } from './environments.ts';
import type { StartReport } from './report.ts';
import { startSimulator } from './simulator.ts';
import { addressesOf, rootDir, type StartOptions } from './start-options.ts';
import { startSweeperTimer } from './sweeper-timer.ts';

export interface StartContext {
  options: StartOptions;
  report: StartReport;
  /** Receives what has to be undone, in reverse order. */
  cleanup: AsyncDisposableStack;
  /** The user wants it down already: start nothing more. */
  isStopping(): boolean;
  /** Called when a part that cannot be replaced is gone. */
  onFatal(message: string): void;
}

/** Starts all parts, those that do not depend on each other at the same time. */
export async function startParts(context: StartContext): Promise<void> {
  const { options, report, cleanup } = context;
  const dataDir = options.isEphemeral ? await makeEphemeralFolder() : options.dataDir;
  if (options.isEphemeral) cleanup.defer(() => removeDataFolder(dataDir));
  await assertNothingInTheWay(context, dataDir);

  const [stack, simulator, appFolder] = await allOrNothing([
    startBackend(context, dataDir),
    startSimulator(options, dataDir).then((started) => {
      cleanup.defer(() => started.stop());
      report.part(`Telnyx simulator on ${started.url}`);
      return started;
    }),
    options.withApp && !options.isDev
      ? buildProductionApp(context, dataDir)
      : Promise.resolve(null),
  ]);
  if (context.isStopping()) return;
  const secrets = functionSecrets(options.ports, simulator, process.env);
  const [names] = await allOrNothing([
    stack.startFunctions(secrets),
    options.withApp ? startApp(context, appFolder) : Promise.resolve(),
  ]);
  report.part(`${names.length} functions in Deno`);
  if (context.isStopping()) return;
  if (options.isDev) stack.watchFunctions();
  const { apiUrl } = stack;
  const sweeper = startSweeperTimer({ apiUrl, token: secrets.SWEEPER_TOKEN, note: report.note });
  cleanup.defer(() => sweeper.stop());
  stack.markReady();
}

async function assertNothingInTheWay(
  { options, report }: StartContext,
  dataDir: string,
): Promise<void> {
  const owner = dataFolderOwner(dataDir);
  if (owner !== null) {
    throw new DataFolderInUseError(
      `Switchboard is running already (process ${owner}). Stop it with Ctrl-C in its terminal or "kill ${owner}", or run this one with --ephemeral and other ports.`,
    );
  }
  // Before the ports are looked at: leftovers of a killed start hold them.
  const swept = await sweepDataFolder(dataDir);
  if (swept.length > 0)
    report.note(`ended what a killed start had left behind: ${swept.join(', ')}`);
  const { ports, withApp } = options;
  if (withApp) await assertPortFree(ports.app, 'the app', 'APP_PORT');
  await assertPortFree(ports.api, 'the Supabase API', 'SUPABASE_PORT');
  await assertPortFree(ports.database, 'Postgres', 'POSTGRES_PORT');
  await assertPortFree(ports.simulator, 'the Telnyx simulator', 'TELNYX_SIM_PORT');
}

async function startBackend(context: StartContext, dataDir: string): Promise<SupabaseStack> {
  const { options, report, cleanup, onFatal } = context;
  const stack = await startSupabase({
    rootDir,
    dataDir,
    apiPort: options.ports.api,
    databasePort: options.ports.database,
    safe: options.isSafe,
    // Whoever signs up can do nothing yet: app.installation says who may create a business.
    allowSignups: true,
    confirmEmails: options.confirmsEmails,
    shortestPassword: 10,
    siteUrl: addressesOf(options.ports).app,
    onPart: (part) => report.part(part),
    onNote: (message) => report.note(message),
    onFunctionOutput: (name, line) => report.functionOutput(name, line),
  });
  let isStopping = false;
  cleanup.defer(() => {
    isStopping = true;
    return stack.stop();
  });
  void stack.database.exited.then(() => {
    if (!isStopping) onFatal('Postgres ended; see .data/logs/postgres.log');
  });
  return stack;
}

async function buildProductionApp(context: StartContext, dataDir: string): Promise<string> {
  const { options, report } = context;
  const kept = join(rootDir, '.data', 'app');
  const build = await buildApp({
    rootDir,
    cacheDirs: options.isEphemeral ? [join(dataDir, 'app'), kept] : [kept],
    viteEnvironment: viteEnvironment(options.ports),
  });
  if (build.isNew) report.part('App built');
  return build.folder;
}

async function startApp(context: StartContext, folder: string | null): Promise<void> {
  const { options, report, cleanup } = context;
  const { app, api, signalling } = addressesOf(options.ports);
  const { app: port } = options.ports;
  const server =
    folder === null
      ? await startDevServer({
          rootDir,
          port,
          viteEnvironment: viteEnvironment(options.ports),
          log: (line) => report.functionOutput('vite', line),
        })
      : await startAppServer({ folder, port, apiUrl: api, signallingUrl: signalling });
  cleanup.defer(() => server.stop());
  report.part(`App on ${app}${folder === null ? ' (hot reload)' : ''}`);
}

/** As Promise.all, but waits for all, so that whatever came up is there to be stopped. */
async function allOrNothing<T extends unknown[]>(
  parts: readonly [...{ [Index in keyof T]: Promise<T[Index]> }],
): Promise<T> {
  const results = await Promise.allSettled(parts);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as T;
}
