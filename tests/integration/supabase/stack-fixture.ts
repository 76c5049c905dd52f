import { join } from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll } from 'vitest';
import WebSocket from 'ws';
import {
  startSupabase,
  type StackOptions,
  type SupabaseStack,
} from '../../../local/supabase/stack.ts';

export const rootDir = join(import.meta.dirname, '..', '..', '..');
export const fixtures = join(import.meta.dirname, 'fixtures');

export type Client = SupabaseClient;

export interface SignedIn {
  client: Client;
  userId: string;
  email: string;
  accessToken: string;
}

/** A stack for the tests of a file, with the clients that they make. */
export interface StackFixture {
  stack(): SupabaseStack;
  /** What the stack remarked: restarts, unexpected errors. */
  notes: string[];
  output: string[];
  client(key?: string, realtimeVersion?: string): Client;
  admin(): Client;
  /** A new user, signed in. */
  signIn(realtimeVersion?: string): Promise<SignedIn>;
}

export const password = 'correct horse';

/** Starts a stack with the suite's own migrations before a file's tests, stops it after them. */
export function useStack(options: Partial<StackOptions> = {}): StackFixture {
  let running: SupabaseStack | null = null;
  let users = 0;
  const clients: Client[] = [];
  const notes: string[] = [];
  const output: string[] = [];
  beforeAll(async () => {
    running = await startSupabase({
      rootDir,
      migrationsDir: join(fixtures, 'migrations'),
      seedFile: null,
      functionsDir: join(fixtures, 'functions'),
      configFile: join(fixtures, 'config.toml'),
      onNote: (note) => notes.push(note),
      onFunctionOutput: (name, line) => output.push(`${name}: ${line}`),
      ...options,
    });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(closeClient));
  });
  afterAll(async () => {
    await running?.stop();
  });
  const stack = () => {
    if (!running) throw new Error('the stack is not up');
    return running;
  };
  const client = (key = stack().keys.publishable, version = '2.0.0') => {
    const made = createClient(stack().apiUrl, key, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: WebSocket as never, vsn: version },
    });
    clients.push(made);
    return made;
  };
  const admin = () => client(stack().keys.secret);
  return {
    stack,
    notes,
    output,
    client,
    admin,
    async signIn(realtimeVersion) {
      users += 1;
      const email = `user${users}@compat.test`;
      const created = await admin().auth.admin.createUser({ email, password, email_confirm: true });
      if (created.error) throw created.error;
      const own = client(undefined, realtimeVersion);
      const { data, error } = await own.auth.signInWithPassword({ email, password });
      if (error) throw error;
      const accessToken = data.session.access_token;
      await own.realtime.setAuth(accessToken);
      return { client: own, userId: data.user.id, email, accessToken };
    },
  };
}

async function closeClient(client: Client): Promise<void> {
  await client.removeAllChannels();
  await client.realtime.disconnect();
}
