import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@database-types';

export type Supabase = SupabaseClient<Database>;

/** The browser's one Supabase client; made in the composition root. */
export function createSupabase(options: { url: string; publishableKey: string }): Supabase {
  return createClient<Database>(options.url, options.publishableKey, {
    auth: { persistSession: true, autoRefreshToken: true, detectSessionInUrl: false },
  });
}
