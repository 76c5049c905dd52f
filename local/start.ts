import { startParts } from './start/parts.ts';
import { createStartReport } from './start/report.ts';
import { readStartOptions, StartOptionsError, type StartOptions } from './start/start-options.ts';
import { DataFolderInUseError } from './supabase/processes/data-lock.ts';
import { PortTakenError } from './supabase/processes/ports.ts';

/**
 * `npm start`: brings everything up on this machine, waits for Ctrl-C or SIGTERM, and takes it down
 * again. Options: --dev (hot reload), --ephemeral (keep nothing), --no-app.
 */
async function main(): Promise<void> {
  const options = parseOptions();
  const cleanup = new AsyncDisposableStack();
  const report = createStartReport(options, (line) => console.log(line));
  let isStopping = false;
  let starting: Promise<void> = Promise.resolve();

  const stop = async (exitCode: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await starting.catch(() => undefined);
    await cleanup.disposeAsync().catch((error: unknown) => console.error(error));
    process.exit(exitCode);
  };
  const fail = (error: unknown) => {
    console.error(describeFailure(error));
    void stop(1);
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // The second time, whoever asks does not want to wait: children are killed at exit.
      if (isStopping) process.exit(130);
      console.log('\nStopping ... (again to force)');
      void stop(0);
    });
  }
  // Whoever read our output is gone (a closed terminal, a pipe that ended). Unhandled, every attempt to
  // say so would be the next such error, for ever.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => void stop(0));
  }
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  starting = startParts({ options, report, cleanup, isStopping: () => isStopping, onFatal: fail });
  await starting.then(
    () => {
      if (!isStopping) report.ready();
    },
    (error: unknown) => {
      if (!isStopping) fail(error);
    },
  );
}

function parseOptions(): StartOptions {
  try {
    return readStartOptions(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(describeFailure(error));
    process.exit(1);
  }
}

/** Failures that say themselves what to do need no stack trace. */
function describeFailure(error: unknown): string {
  if (typeof error === 'string') return `\n${error}`;
  const isExpected =
    error instanceof PortTakenError ||
    error instanceof DataFolderInUseError ||
    error instanceof StartOptionsError;
  const { message, stack } = error as Error;
  return `\n${isExpected || !process.env['DEBUG'] ? message : (stack ?? message)}`;
}

await main();
