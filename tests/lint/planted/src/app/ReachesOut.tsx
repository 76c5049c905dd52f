import '@/calling/softphone/clean.ts'; // expect: boundaries/dependencies
import '@/main.tsx'; // expect: boundaries/dependencies
import '@/testing/clean.ts'; // expect: boundaries/dependencies
import '@database-types'; // expect: boundaries/dependencies
import '@supabase/supabase-js'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import '@telnyx/webrtc'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import '../../local/telnyx/clean.ts'; // expect: boundaries/dependencies
