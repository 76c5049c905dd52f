import type { SupabaseClient } from '@supabase/supabase-js'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import type { Call } from '@telnyx/webrtc'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import '@/calling/softphone/clean.ts'; // expect: boundaries/dependencies
import '@/config/clean.ts'; // expect: boundaries/dependencies
import '@/app/App.tsx'; // expect: boundaries/dependencies
import '@/main.tsx'; // expect: boundaries/dependencies
import '@/testing/clean.ts'; // expect: boundaries/dependencies
import '@database-types'; // expect: boundaries/dependencies
import '@tanstack/react-query'; // expect: boundaries/dependencies
import 'zustand'; // expect: boundaries/dependencies
import '../../../supabase/functions/_shared/adapters/clean.ts'; // expect: boundaries/dependencies

export interface ReachesOut {
  client: SupabaseClient;
  call: Call;
}
