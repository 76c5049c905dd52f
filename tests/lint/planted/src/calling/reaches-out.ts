import 'react'; // expect: boundaries/dependencies
import './use-clean.ts'; // expect: boundaries/dependencies
import './softphone/clean.ts'; // expect: boundaries/dependencies
import '../data/clean.ts'; // expect: boundaries/dependencies
import '../config/clean.ts'; // expect: boundaries/dependencies
import '../components/ui/Clean.tsx'; // expect: boundaries/dependencies
import '../app/App.tsx'; // expect: boundaries/dependencies
import '../main.tsx'; // expect: boundaries/dependencies
import '../../supabase/functions/_shared/ports/clean.ts'; // expect: boundaries/dependencies
import '../../supabase/functions/_shared/adapters/clean.ts'; // expect: boundaries/dependencies
import '@database-types'; // expect: boundaries/dependencies
import '@supabase/supabase-js'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import '@telnyx/webrtc'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import '@tanstack/react-query'; // expect: boundaries/dependencies

console.log('a log line'); // expect: eslint/no-console
