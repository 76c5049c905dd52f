import { parseArgs } from 'node:util';

/** What the command line asks for. Addresses are without a slash at the end. */
export interface TargetOptions {
  /** Reference of a hosted project; null for a self-hosted or local one. */
  projectRef: string | null;
  /** The Supabase API. */
  apiUrl: string;
  /** Whether the address was given, not made from the reference. */
  hasOwnApiUrl: boolean;
  /** `postgresql://` as role postgres; null: from the environment file. */
  databaseUrl: string | null;
  telnyxUrl: string;
  envFile: string;
  /** The stack of `npm start`, with its well-known keys. */
  isLocal: boolean;
}

export interface DeployOptions extends TargetOptions {
  isDryRun: boolean;
  /** Mend what is wrong at Telnyx. */
  isFix: boolean;
  /** Deploy the functions even if they did not change. */
  isForced: boolean;
  /** Version of a migration that was run by hand. */
  markApplied: string | null;
  /** The Supabase CLI's program; null: found by itself. */
  supabaseCli: string | null;
  /** Self-hosted: where the functions container reads its functions. */
  functionsDir: string | null;
  /** Self-hosted: the file with the functions' environment. */
  functionsEnvFile: string | null;
}

/** The command line cannot be understood; the message says what to write. */
export class OptionsError extends Error {
  override name = 'OptionsError';
}

const targetFlags = {
  'project-ref': { type: 'string' },
  'api-url': { type: 'string' },
  'db-url': { type: 'string' },
  'telnyx-url': { type: 'string' },
  settings: { type: 'string' },
  local: { type: 'boolean' },
} as const;

const deployFlags = {
  ...targetFlags,
  'dry-run': { type: 'boolean' },
  fix: { type: 'boolean' },
  force: { type: 'boolean' },
  'mark-applied': { type: 'string' },
  'supabase-cli': { type: 'string' },
  'functions-dir': { type: 'string' },
  'functions-env-file': { type: 'string' },
} as const;

type Values = { [Name in keyof typeof deployFlags]?: string | boolean | undefined };

/** @param args the command line after the file's name */
export function readDeployOptions(args: readonly string[]): DeployOptions {
  const values = read(args, deployFlags);
  const options = {
    ...readTarget(values),
    isDryRun: values['dry-run'] === true,
    isFix: values.fix === true,
    isForced: values.force === true,
    markApplied: text(values, 'mark-applied'),
    supabaseCli: text(values, 'supabase-cli'),
    functionsDir: text(values, 'functions-dir'),
    functionsEnvFile: text(values, 'functions-env-file'),
  };
  if (options.isLocal && !options.isDryRun) {
    throw new OptionsError('--local is for trying: add --dry-run. "npm start" sets itself up.');
  }
  const isPlaced = options.functionsDir !== null && options.functionsEnvFile !== null;
  if (!options.projectRef && !options.isDryRun && !isPlaced) {
    throw new OptionsError(
      'A self-hosted target needs --functions-dir and --functions-env-file: docs/self-host.md.',
    );
  }
  return options;
}

/** @param args the command line after the file's name */
export function readDoctorOptions(args: readonly string[]): TargetOptions {
  return readTarget(read(args, targetFlags));
}

function read(args: readonly string[], options: typeof deployFlags | typeof targetFlags): Values {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values as Values;
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new OptionsError(`${(error as Error).message}\nKnown options: ${known.join(', ')}`, {
      cause: error,
    });
  }
}

function readTarget(values: Values): TargetOptions {
  const projectRef = text(values, 'project-ref');
  const apiUrl = text(values, 'api-url');
  const isLocal = values.local === true;
  if (!projectRef && !apiUrl && !isLocal) {
    throw new OptionsError(
      'Say where to: --project-ref REF (hosted), --api-url URL (self-hosted), or --local.',
    );
  }
  if (projectRef && !apiUrl && !/^[a-z]{20}$/.test(projectRef)) {
    throw new OptionsError(
      'A project reference has 20 small letters: it is the first part of https://REF.supabase.co.',
    );
  }
  if (apiUrl && !URL.canParse(apiUrl)) throw new OptionsError('--api-url must be an address.');
  return {
    projectRef,
    apiUrl: withoutSlash(apiUrl ?? (projectRef ? `https://${projectRef}.supabase.co` : '')),
    hasOwnApiUrl: apiUrl !== null || isLocal,
    databaseUrl: text(values, 'db-url'),
    telnyxUrl: withoutSlash(text(values, 'telnyx-url') ?? 'https://api.telnyx.com/v2'),
    envFile: text(values, 'settings') ?? '.env.production',
    isLocal,
  };
}

function text(values: Values, name: keyof Values): string | null {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
