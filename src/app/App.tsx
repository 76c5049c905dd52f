import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import type { Env } from '@/config/env.ts';
import { SessionProvider } from '@/data/session.tsx';
import type { Supabase } from '@/data/supabase-client.ts';
import { SupabaseProvider } from '@/data/supabase-context.tsx';
import { EnvProvider } from './env-context.tsx';
import type { CallingProvider } from './layout/SignedIn.tsx';
import { AppRoutes } from './routes.tsx';

export interface AppProps {
  env: Env;
  supabase: Supabase;
  queryClient: QueryClient;
  CallingProvider: CallingProvider;
}

/** The whole app, given what `main.tsx` built. */
export function App({ env, supabase, queryClient, CallingProvider }: AppProps) {
  return (
    <EnvProvider env={env}>
      <SupabaseProvider client={supabase}>
        <QueryClientProvider client={queryClient}>
          <SessionProvider>
            <BrowserRouter>
              <AppRoutes CallingProvider={CallingProvider} />
            </BrowserRouter>
          </SessionProvider>
        </QueryClientProvider>
      </SupabaseProvider>
    </EnvProvider>
  );
}
