import { createContext, type ReactNode, useContext } from 'react';
import type { Supabase } from './supabase-client.ts';

const SupabaseContext = createContext<Supabase | null>(null);

/** Gives the tree below the one client that `main.tsx` made. */
export function SupabaseProvider({ client, children }: { client: Supabase; children: ReactNode }) {
  return <SupabaseContext value={client}>{children}</SupabaseContext>;
}

/** The Supabase client of this browser, signed in as whoever is signed in. */
export function useSupabase(): Supabase {
  const client = useContext(SupabaseContext);
  if (!client) throw new Error('useSupabase needs a SupabaseProvider above it');
  return client;
}
