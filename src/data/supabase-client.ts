import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@database-types';

export type Supabase = SupabaseClient<Database>;

const PRESSES = /\/functions\/v1\/telnyx-(call-control|make-call)$/;

/**
 * What somebody pressed about a call is asked for even where the page is reloaded or closed in the same
 * moment: the browser would cut the request off, and a caller who was accepted would ring on.
 */
export const fetchPastPage: typeof fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  return fetch(input, PRESSES.test(url) ? { ...init, keepalive: true } : init);
};

/** The browser's one Supabase client; made in the composition root. */
export function createSupabase(options: { url: string; publishableKey: string }): Supabase {
  return createClient<Database>(options.url, options.publishableKey, {
    global: { fetch: fetchPastPage },
    auth: { persistSession: true, autoRefreshToken: true, detectSessionInUrl: false },
  });
}
