import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../deploy/run-command.ts';
import { type Product, startProduct } from '../support/product.ts';
import { type FakeSupabaseCli, makeFakeSupabaseCli } from './fake-supabase-cli.ts';

const root = join(import.meta.dirname, '..', '..');
const PROJECT_REF = 'abcdefghijklmnopqrst';
const SWEEPER_TOKEN = 'sweeper-token-of-the-deployment-test';
const TELNYX_API_KEY = 'KEY_switchboard_local';

export interface RunResult {
  code: number | null;
  output: string;
}

/** The product, seen as a hosted project: addresses on the command line, settings in a file. */
export interface Deployment {
  product: Product;
  cli: FakeSupabaseCli;
  /** Runs `deploy/<program>.ts` as npm does. */
  run(program: 'deploy' | 'doctor', ...args: string[]): Promise<RunResult>;
  /** Deploys as to a Supabase of one's own: by its address. */
  runSelfHosted(...args: string[]): Promise<RunResult>;
  /** Changes the settings file. Empty: the setting is not given. */
  set(changes: Record<string, string>): Promise<void>;
  /** Values that must never be printed. */
  secrets(): string[];
  telnyx(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

export async function startDeployment(): Promise<Deployment> {
  const product = await startProduct({ withApp: false, env: { SWEEPER_TOKEN } });
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-deployment-'));
  const file = join(folder, '.env.production');
  const cli = await makeFakeSupabaseCli();
  const telnyxUrl = `${product.simUrl}/v2`;
  const telnyx = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${telnyxUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TELNYX_API_KEY}`,
        'content-type': 'application/json',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { data } = (await response.json()) as { data: Record<string, unknown> };
    return data;
  };
  const publicKey = String((await telnyx('GET', '/public_key'))['public']);
  const settings: Record<string, string> = {
    SUPABASE_DB_URL: product.databaseUrl,
    TELNYX_API_KEY,
    TELNYX_PUBLIC_KEY: publicKey,
    TELNYX_CONNECTION_ID: '2709042883142354871',
    TELNYX_CREDENTIAL_CONNECTION_ID: '2709042883142354900',
    SWEEPER_TOKEN,
    AI_TOOLS_TOKEN: 'ai_tools_switchboard_local',
    APP_ORIGIN: 'https://app.example.com',
    VITE_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_switchboard_local',
  };
  const write = () => {
    const given = Object.entries(settings).filter(([, value]) => value !== '');
    return writeFile(file, given.map(([name, value]) => `${name}=${value}\n`).join(''));
  };
  await write();
  const execute = async (program: string, ...args: string[]): Promise<RunResult> => {
    const target = ['--api-url', product.apiUrl, '--telnyx-url', telnyxUrl, '--settings', file];
    const command = [process.execPath, `deploy/${program}.ts`, ...target, ...args];
    const result = await runCommand(command, { cwd: root });
    return { code: result.code, output: result.stdout + result.stderr };
  };
  return {
    product,
    cli,
    telnyx,
    run: (program, ...args) =>
      execute(
        program,
        ...['--project-ref', PROJECT_REF],
        ...(program === 'deploy' ? ['--supabase-cli', cli.path] : []),
        ...args,
      ),
    runSelfHosted: (...args) => execute('deploy', ...args),
    async set(changes) {
      Object.assign(settings, changes);
      await write();
    },
    secrets: () => [SWEEPER_TOKEN, TELNYX_API_KEY, settings['AI_TOOLS_TOKEN'] ?? ''],
    async stop() {
      await product.stop();
      await cli.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
