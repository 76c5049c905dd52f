import { createClient } from '@supabase/supabase-js';
import type { Supabase } from '@/data/supabase-client.ts';
import type { Database } from '@database-types';

/** A request that the app made, as a backend sees it. */
export interface BackendRequest {
  method: string;
  url: URL;
  body: unknown;
}

/** Answers one path; what it returns is sent as JSON with 200, a Response as it is. */
export type BackendRoute = (request: BackendRequest) => unknown;

export interface FakeBackend {
  supabase: Supabase;
  /** Every request to a path, in order. */
  requestsTo(path: string): BackendRequest[];
}

/**
 * A Supabase client, the real one, whose requests end here instead of on a network.
 *
 * @param routes by path, such as `/rest/v1/rpc/call_history`
 */
export function createFakeBackend(routes: Record<string, BackendRoute>): FakeBackend {
  const requests: BackendRequest[] = [];

  const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    const request = { method: init?.method ?? 'GET', url, body };
    requests.push(request);
    const route = routes[url.pathname];
    if (!route) return Response.json({ message: `No route for ${url.pathname}` }, { status: 404 });
    const result = await route(request);
    return result instanceof Response ? result : Response.json(result);
  };

  const supabase = createClient<Database>('http://supabase.test', 'sb_publishable_test', {
    global: { fetch: answer },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  return {
    supabase,
    requestsTo: (path) => requests.filter(({ url }) => url.pathname === path),
  };
}
