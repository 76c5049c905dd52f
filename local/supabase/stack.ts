import { join } from 'node:path';
import { createMailBox } from './auth/mail-box.ts';
import { startDatabase, type DatabaseOptions, type LocalDatabase } from './database.ts';
import { connect, databaseUrl } from './database/connect.ts';
import { createFunctionsHost, functionPaths, type FunctionsHost } from './functions-host.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { createStackKeys, type StackKeys } from './keys.ts';
import { startPostgrest } from './postgrest.ts';
import { startRealtime } from './realtime.ts';
import { createFileStore } from './storage/file-store.ts';

export interface StackOptions extends Omit<DatabaseOptions, 'onPart'> {
  /** Port of the API; 0 or undefined: any free port. */
  apiPort?: number | undefined;
  /** Default: the repository's supabase/functions. */
  functionsDir?: string | undefined;
  /** Default: the repository's supabase/config.toml. */
  configFile?: string | undefined;
  /** Default: JWT_EXPIRES_IN_SECONDS, else 3600. */
  accessTokenLifetimeSeconds?: number | undefined;
  /** Refuse public realtime channels. Default true: the app uses private ones only. */
  privateChannelsOnly?: boolean | undefined;
  /** Default true. */
  allowSignups?: boolean | undefined;
  /** Whether a sign-up must be confirmed through its (caught) mail. Default false. */
  confirmEmails?: boolean | undefined;
  /** Default 6, as GoTrue's. */
  shortestPassword?: number | undefined;
  /** The app's address, for the links in mails. Default http://localhost:8082. */
  siteUrl?: string | undefined;
  /** Told when a part is up, with the milliseconds since the start. */
  onPart?: ((part: string, elapsedMs: number) => void) | undefined;
  /** Receives what functions print, a line at a time. */
  onFunctionOutput?: ((name: string, line: string) => void) | undefined;
}

/** A running Supabase-compatible backend on loopback. */
export interface SupabaseStack {
  readonly apiUrl: string;
  /** Address of the database as role postgres. */
  readonly dbUrl: string;
  readonly ports: { api: number; database: number };
  readonly keys: { publishable: string; secret: string };
  readonly serviceRoleJwt: string;
  readonly database: LocalDatabase;
  /**
   * Starts (or restarts) the functions with these variables beside Supabase's own.
   * @returns their names
   */
  startFunctions(environment: Record<string, string>): Promise<string[]>;
  /** Restarts functions when their files change. */
  watchFunctions(): void;
  /** Kills a function's process as a crash would; it is started again. False: no such function. */
  killFunction(name: string): boolean;
  /** From now on `/health` says so: call it when all that the app needs is up. */
  markReady(): void;
  stop(): Promise<void>;
}

/**
 * Starts Postgres, migrations, PostgREST, auth, storage, realtime and the gateway. The functions
 * are started by `startFunctions`, since their variables may depend on what starts later.
 */
export async function startSupabase(options: StackOptions): Promise<SupabaseStack> {
  const cleanup = new AsyncDisposableStack();
  try {
    return await assemble(options, cleanup);
  } catch (error) {
    await cleanup.disposeAsync();
    throw error;
  }
}

async function assemble(
  options: StackOptions,
  cleanup: AsyncDisposableStack,
): Promise<SupabaseStack> {
  const startedAtMs = performance.now();
  const onPart = (part: string) =>
    options.onPart?.(part, Math.round(performance.now() - startedAtMs));
  const note = options.onNote ?? (() => undefined);
  const keys = await createStackKeys();
  const database = await startDatabase({ ...options, onPart });
  cleanup.defer(() => database.stop());
  const functions = hostFunctions(options, database, keys, note);
  cleanup.defer(() => functions.stop());
  let isReady = false;
  const gateway = await startServices(
    { options, database, keys, functions, cleanup, onPart, note },
    () => isReady,
  );
  cleanup.defer(() => gateway.stop());
  const apiUrl = `http://127.0.0.1:${gateway.port}`;
  onPart(`Supabase API on ${apiUrl}`);
  return {
    apiUrl,
    dbUrl: database.url,
    ports: { api: gateway.port, database: database.port },
    keys: { publishable: keys.publishableKey, secret: keys.secretKey },
    serviceRoleJwt: keys.serviceRoleJwt,
    database,
    startFunctions: (environment) =>
      functions.start({ ...functionEnvironment(apiUrl, database.url, keys), ...environment }),
    watchFunctions: () => functions.watch(),
    killFunction: (name) => functions.kill(name),
    markReady() {
      isReady = true;
    },
    stop: () => cleanup.disposeAsync(),
  };
}

interface Parts {
  options: StackOptions;
  database: LocalDatabase;
  keys: StackKeys;
  functions: FunctionsHost;
  cleanup: AsyncDisposableStack;
  onPart(part: string): void;
  note(message: string): void;
}

async function startServices(parts: Parts, isReady: () => boolean): Promise<Gateway> {
  const { options, database, keys, functions, cleanup, onPart, note } = parts;
  const { lock, dataDir, port } = database;
  const [postgrest, realtime] = await Promise.all([
    startPostgrest({ databasePort: port, jwtSecret: keys.jwtSecret, lock, note }),
    startRealtime({
      databaseUrl: databaseUrl(port, 'supabase_realtime_admin'),
      keys,
      privateOnly: options.privateChannelsOnly ?? true,
      note,
    }),
  ]);
  cleanup.defer(() => postgrest.stop());
  cleanup.defer(() => realtime.stop());
  onPart(`PostgREST on port ${postgrest.port()}`);
  const authSql = connect(databaseUrl(port, 'supabase_auth_admin'), 6);
  const storageSql = connect(databaseUrl(port, 'supabase_storage_admin'), 6);
  cleanup.defer(async () => {
    await Promise.all([authSql.end({ timeout: 2 }), storageSql.end({ timeout: 2 })]);
  });
  let apiPort = 0;
  const gateway = await startGateway({
    port: options.apiPort ?? 0,
    keys,
    auth: {
      sql: authSql,
      signer: keys.signer,
      issuer: () => `http://127.0.0.1:${apiPort}/auth/v1`,
      accessTokenLifetimeSeconds: options.accessTokenLifetimeSeconds ?? lifetimeFromEnvironment(),
      allowSignups: options.allowSignups ?? true,
      confirmEmails: options.confirmEmails ?? false,
      shortestPassword: options.shortestPassword ?? 6,
      siteUrl: options.siteUrl ?? 'http://localhost:8082',
      configFile: options.configFile ?? functionPaths(options.rootDir).configFile,
      mailBox: createMailBox(),
    },
    storage: {
      sql: storageSql,
      signer: keys.signer,
      files: createFileStore(join(dataDir, 'storage')),
    },
    realtime,
    functions,
    postgrest,
    isReady,
    note,
  });
  apiPort = gateway.port;
  return gateway;
}

function hostFunctions(
  options: StackOptions,
  database: LocalDatabase,
  keys: StackKeys,
  note: (message: string) => void,
): FunctionsHost {
  const paths = functionPaths(options.rootDir);
  return createFunctionsHost({
    rootDir: options.rootDir,
    functionsDir: options.functionsDir ?? paths.functionsDir,
    configFile: options.configFile ?? paths.configFile,
    cacheDir: join(database.dataDir, 'deno'),
    keys,
    lock: database.lock,
    note,
    log: options.onFunctionOutput ?? (() => undefined),
  });
}

/** What Supabase gives every function. */
function functionEnvironment(
  apiUrl: string,
  databaseAddress: string,
  keys: StackKeys,
): Record<string, string> {
  return {
    SUPABASE_URL: apiUrl,
    SUPABASE_ANON_KEY: keys.publishableKey,
    SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
    SUPABASE_SERVICE_ROLE_KEY: keys.serviceRoleJwt,
    SUPABASE_SECRET_KEY: keys.secretKey,
    SUPABASE_DB_URL: databaseAddress,
  };
}

function lifetimeFromEnvironment(): number {
  const seconds = Number(process.env['JWT_EXPIRES_IN_SECONDS'] ?? 3600);
  if (Number.isInteger(seconds) && seconds > 0) return seconds;
  throw new Error('JWT_EXPIRES_IN_SECONDS must be a whole number of seconds');
}
