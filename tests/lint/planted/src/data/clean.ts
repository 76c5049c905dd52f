import type { SupabaseClient } from '@supabase/supabase-js';
import { queryOptions } from '@tanstack/react-query';
import { clean as fold } from '@core/clean.ts';
import type { Database } from '@database-types';
import type { CallPort } from '@/calling/ports.ts';

export const clean = (client: SupabaseClient<Database> | null, port: CallPort | null) =>
  queryOptions({ queryKey: [fold(0)], queryFn: () => [client, port] });
