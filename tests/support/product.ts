import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePorts } from './free-ports.ts';
import { waitUntil } from './wait-until.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const SECRET_KEY = 'sb_secret_switchboard_local';
export const PUBLISHABLE_KEY = 'sb_publishable_switchboard_local';

/** The product as `npm start` brings it up, in processes of its own. */
export interface Product {
  appUrl: string;
  apiUrl: string;
  simUrl: string;
  databaseUrl: string;
  /** All that it printed so far. */
  output(): string;
  /** As Ctrl-C does. Answers with the exit code. */
  stop(): Promise<number | null>;
  /** As a closed terminal does: nobody reads what it prints. Resolves when it has ended by itself. */
  closeOutput(): Promise<number | null>;
  /** As a crash of the machine's user does: nothing is taken down. */
  kill(): Promise<void>;
}

export interface ProductOptions {
  /** Without the app: quicker, for tests that use HTTP only. */
  withApp: boolean;
  env?: Record<string, string>;
  /** Keep the data there; by default they are thrown away. */
  dataDir?: string;
  /** App, Supabase API, Postgres, simulator; by default free ones. */
  ports?: number[];
  /** As a person starts it: by npm, to which signals go then. */
  byNpm?: boolean;
}

/** Starts everything on free ports, with data that is thrown away. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const ports = options.ports ?? (await freePorts(4));
  const [app, api, postgres, sim] = ports as [number, number, number, number];
  const [command, first]: [string, string[]] = options.byNpm
    ? ['npm', ['start', '--']]
    : [process.execPath, ['local/start.ts']];
  const child = spawn(
    command,
    [
      ...first,
      ...(options.dataDir ? [] : ['--ephemeral']),
      ...(options.withApp ? [] : ['--no-app']),
    ],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        APP_PORT: String(app),
        SUPABASE_PORT: String(api),
        POSTGRES_PORT: String(postgres),
        TELNYX_SIM_PORT: String(sim),
        ...(options.dataDir ? { DATA_DIR: options.dataDir } : {}),
        ...options.env,
      },
    },
  );
  const lines: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const product: Product = {
    appUrl: `http://127.0.0.1:${app}`,
    apiUrl: `http://127.0.0.1:${api}`,
    simUrl: `http://127.0.0.1:${sim}`,
    databaseUrl: `postgres://postgres:postgres@127.0.0.1:${postgres}/postgres`,
    output: () => lines.join(''),
    stop: () => stop(child),
    closeOutput: async () => {
      child.stdout.destroy();
      child.stderr.destroy();
      // A refused webhook is logged, and the log has no reader any more.
      const webhook = `${product.apiUrl}/functions/v1/telnyx-voice-webhook`;
      // It may be gone before it has answered.
      await fetch(webhook, { method: 'POST' }).catch(() => undefined);
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
  try {
    await ready(child, product, options);
  } catch (error) {
    await stop(child);
    throw new Error(`The product did not come up:\n${product.output()}`, { cause: error });
  }
  return product;
}

async function ready(
  child: ChildProcess,
  product: Product,
  options: ProductOptions,
): Promise<void> {
  const addresses = [`${product.apiUrl}/health`, `${product.simUrl}/sim/health`];
  if (options.withApp) addresses.push(product.appUrl);
  const outcome = await waitUntil(
    'everything answers',
    async () => {
      if (child.exitCode !== null) return 'ended';
      const answers = await Promise.all(addresses.map((address) => fetch(address)));
      return answers.every((answer) => answer.ok) ? 'ready' : null;
    },
    120_000,
  );
  if (outcome === 'ended') throw new Error(`It ended with ${child.exitCode}`);
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}
