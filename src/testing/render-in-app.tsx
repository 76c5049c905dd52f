import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import type { Calling } from '@/calling/call-session.ts';
import { createCallStore } from '@/calling/call-store.ts';
import type { Member } from '@/calling/ports.ts';
import { CallingContext } from '@/calling/use-calling.ts';
import type { Supabase } from '@/data/supabase-client.ts';
import { SupabaseProvider } from '@/data/supabase-context.tsx';

export interface RenderedApp {
  /** Where the app is: path and search. */
  address(): string;
  queryClient: QueryClient;
  /** What CallButtons dialled. */
  dialled: { to: string; name?: string; clientId?: string }[];
}

/** Renders a part of the app with what stands around every page, at an address of its own. */
export function renderInApp(
  ui: ReactNode,
  {
    supabase,
    address = '/',
    me = null,
  }: { supabase: Supabase; address?: string; /** Who is signed in. */ me?: Member | null },
): RenderedApp {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const dialled: RenderedApp['dialled'] = [];
  const Seen = () => {
    const { pathname, search } = useLocation();
    return <output data-testid="address">{`${pathname}${search}`}</output>;
  };
  const calling = {
    store: createCallStore({ me }),
    clock: { now: () => Date.now(), every: () => () => undefined },
    dial: async (call: RenderedApp['dialled'][number]) => {
      dialled.push(call);
    },
  } as unknown as Calling;
  render(
    <SupabaseProvider client={supabase}>
      <QueryClientProvider client={queryClient}>
        <CallingContext value={calling}>
          <MemoryRouter initialEntries={[address]}>
            {ui}
            <Seen />
          </MemoryRouter>
        </CallingContext>
      </QueryClientProvider>
    </SupabaseProvider>,
  );
  return { address: () => screen.getByTestId('address').textContent ?? '', queryClient, dialled };
}
