import { watch, type FSWatcher } from 'node:fs';
import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { launchFunction } from './functions/deno.ts';
import { listFunctions, type FunctionFolder } from './functions/function-config.ts';
import { bearerOf, identifyCaller } from './gateway/caller.ts';
import { allowCrossOrigin, readJsonObject, sendEmpty, sendJson } from './gateway/http.ts';
import { proxyRequest } from './gateway/proxy.ts';
import type { StackKeys } from './keys.ts';
import type { DataLock } from './processes/data-lock.ts';
import { keepRunning, type Supervised } from './processes/supervisor.ts';

export interface FunctionsHostOptions {
  /** The repository: what functions may read, and where node_modules is. */
  rootDir: string;
  functionsDir: string;
  configFile: string;
  /** Deno's cache. */
  cacheDir: string;
  keys: StackKeys;
  lock: DataLock;
  note(message: string): void;
  /** Receives what functions print, one line at a time. */
  log(name: string, line: string): void;
}

export interface FunctionsHost {
  /** Starts a process per function, in parallel; resolves when each is up or has failed. */
  start(environment: Record<string, string>): Promise<string[]>;
  /** Restarts functions whose files change. */
  watch(): void;
  /** Kills a function's process as a crash would; it is started again. False: no such function. */
  kill(name: string): boolean;
  handle(raw: IncomingMessage, response: ServerResponse, path: string, url: URL): Promise<void>;
  stop(): Promise<void>;
}

interface HostedFunction {
  folder: FunctionFolder;
  process: Supervised | null;
  port: number;
}

const watchDebounceMs = 150;

/** Runs each folder of supabase/functions in a Deno process of its own. */
export function createFunctionsHost(options: FunctionsHostOptions): FunctionsHost {
  return new DenoFunctionsHost(options);
}

class DenoFunctionsHost implements FunctionsHost {
  readonly #options: FunctionsHostOptions;
  readonly #functions = new Map<string, HostedFunction>();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  #watcher: FSWatcher | null = null;

  constructor(options: FunctionsHostOptions) {
    this.#options = options;
  }

  async start(environment: Record<string, string>): Promise<string[]> {
    const { functionsDir, configFile } = this.#options;
    await this.#stopAll();
    const folders = await listFunctions(functionsDir, configFile);
    await Promise.all(folders.map((folder) => this.#startOne(folder, environment)));
    return folders.map(({ name }) => name);
  }

  async #startOne(folder: FunctionFolder, environment: Record<string, string>): Promise<void> {
    const { rootDir, cacheDir, lock, note, log } = this.#options;
    const hosted: HostedFunction = { folder, process: null, port: 0 };
    this.#functions.set(folder.name, hosted);
    hosted.process = await keepRunning({
      name: `function ${folder.name}`,
      lock,
      note,
      tolerateFirstFailure: true,
      onLine: (line) => {
        if (!line.startsWith('Listening on ')) log(folder.name, line);
      },
      async launch() {
        const launch = await launchFunction(folder, rootDir, cacheDir, environment);
        hosted.port = launch.port;
        return launch;
      },
    });
  }

  watch(): void {
    const changed = new Set<string>();
    let timer: NodeJS.Timeout | undefined;
    this.#watcher = watch(this.#options.functionsDir, { recursive: true }, (_event, file) => {
      if (!file || !/\.(ts|json)$/.test(file)) return;
      changed.add(file.split(/[\\/]/)[0] ?? '');
      clearTimeout(timer);
      timer = setTimeout(() => {
        const names = [...changed].every((name) => this.#functions.has(name))
          ? [...changed]
          : [...this.#functions.keys()];
        changed.clear();
        for (const name of names) void this.#functions.get(name)?.process?.restart();
      }, watchDebounceMs);
    });
  }

  kill(name: string): boolean {
    const hosted = this.#functions.get(name);
    if (!hosted) return false;
    const pid = hosted.process?.pid();
    if (pid) process.kill(pid, 'SIGKILL');
    return true;
  }

  async handle(raw: IncomingMessage, response: ServerResponse, path: string, url: URL) {
    const [name = '', ...rest] = path.split('/');
    if (name === '_admin') return this.#handleAdmin(raw, response, rest.join('/'), url);
    const hosted = this.#functions.get(name);
    if (!hosted?.process?.isUp()) return this.#answerForMissing(raw, response, name);
    if (raw.method !== 'OPTIONS' && hosted.folder.verifyJwt && !(await this.#hasValidJwt(raw))) {
      allowCrossOrigin(raw, response);
      return sendJson(response, 401, { code: 401, message: 'Missing or invalid JWT' });
    }
    const message = `The function ${name} ended before it answered`;
    return proxyRequest(raw, response, {
      port: hosted.port,
      agent: this.#agent,
      // As hosted, a function sees its own name as the first part of the path.
      path: `/${path}${url.search}`,
      headers: { 'x-forwarded-for': raw.socket.remoteAddress ?? '127.0.0.1' },
      unreachable: { status: 503, body: { error: { code: 'function_unavailable', message } } },
    });
  }

  /** Only for this stack's tests; needs the secret key. */
  async #handleAdmin(raw: IncomingMessage, response: ServerResponse, action: string, url: URL) {
    const caller = await identifyCaller(this.#options.keys, raw, url.searchParams);
    if (caller.claims.role !== 'service_role' || caller.tokenProblem) {
      return sendJson(response, 403, { message: 'This needs the secret key' });
    }
    const { name } = await readJsonObject(raw);
    if (raw.method !== 'POST' || action !== 'kill' || typeof name !== 'string') {
      return sendJson(response, 400, { message: 'POST /functions/v1/_admin/kill {"name": "..."}' });
    }
    if (!this.kill(name))
      return sendJson(response, 404, { message: `There is no function ${name}` });
    sendJson(response, 200, { killed: name });
  }

  #answerForMissing(raw: IncomingMessage, response: ServerResponse, name: string): void {
    allowCrossOrigin(raw, response);
    if (raw.method === 'OPTIONS') return sendEmpty(response, 200);
    if (!this.#functions.has(name)) {
      const message = `There is no function ${name}`;
      return sendJson(response, 404, { error: { code: 'function_not_found', message } });
    }
    const message = `The function ${name} is starting or keeps failing; its output is in the log`;
    sendJson(response, 503, { error: { code: 'function_unavailable', message } });
  }

  async #hasValidJwt(raw: IncomingMessage): Promise<boolean> {
    const bearer = bearerOf(raw);
    return bearer !== null && (await this.#options.keys.signer.verify(bearer)).ok;
  }

  async #stopAll(): Promise<void> {
    const processes = [...this.#functions.values()].map(({ process }) => process);
    await Promise.all(processes.map((process) => process?.stop('SIGTERM', 1_500)));
    this.#functions.clear();
  }

  async stop(): Promise<void> {
    this.#watcher?.close();
    await this.#stopAll();
    this.#agent.destroy();
  }
}

/** Where the functions of a repository are. */
export function functionPaths(rootDir: string) {
  return {
    functionsDir: join(rootDir, 'supabase', 'functions'),
    configFile: join(rootDir, 'supabase', 'config.toml'),
  };
}
