import { join, resolve } from 'node:path';

/** The repository. */
export const rootDir = join(import.meta.dirname, '..', '..');

/** The owner's Call Control application; the simulator has one with the same id. */
export const telnyxConnectionId = '2709042883142354871';
/** The owner's main number; the demo data have it too. */
export const businessNumber = '+14375249932';

/** What the command line and the environment ask for. */
export interface StartOptions {
  /** Vite with hot reload and functions that restart on change, instead of a production build. */
  isDev: boolean;
  /** Keep nothing. */
  isEphemeral: boolean;
  withApp: boolean;
  /** As on hosted: whoever signs up must open the link of the (caught) mail first. */
  confirmsEmails: boolean;
  /** Where data are kept between starts. */
  dataDir: string;
  /** Postgres with fsync. */
  isSafe: boolean;
  ports: { app: number; api: number; database: number; simulator: number };
}

/** The command line or the environment cannot be understood; the message says what to write. */
export class StartOptionsError extends Error {
  override name = 'StartOptionsError';
}

const knownFlags = new Set(['--dev', '--ephemeral', '--no-app']);

/**
 * @param args the command line after the file's name
 * @param environment process.env
 */
export function readStartOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): StartOptions {
  const unknown = args.find((arg) => !knownFlags.has(arg));
  if (unknown) {
    throw new StartOptionsError(`Unknown option ${unknown}. Known: ${[...knownFlags].join(', ')}`);
  }
  return {
    isDev: args.includes('--dev'),
    isEphemeral: args.includes('--ephemeral'),
    withApp: !args.includes('--no-app'),
    confirmsEmails: environment['CONFIRM_EMAILS'] === '1',
    dataDir: resolve(environment['DATA_DIR'] || join(rootDir, '.data')),
    isSafe: environment['SAFE'] === '1',
    ports: {
      app: readPort(environment, 'APP_PORT', 8082),
      api: readPort(environment, 'SUPABASE_PORT', 54321),
      database: readPort(environment, 'POSTGRES_PORT', 54322),
      simulator: readPort(environment, 'TELNYX_SIM_PORT', 8090),
    },
  };
}

/** The addresses that the ports stand for. */
export function addressesOf(ports: StartOptions['ports']) {
  return {
    app: `http://localhost:${ports.app}`,
    api: `http://127.0.0.1:${ports.api}`,
    simulator: `http://127.0.0.1:${ports.simulator}`,
    signalling: `ws://127.0.0.1:${ports.simulator}/rtc`,
  };
}

function readPort(environment: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartOptionsError(`${name} must be a port from 1 to 65535, not "${text}"`);
}
