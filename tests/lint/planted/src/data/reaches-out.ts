import 'zustand'; // expect: boundaries/dependencies
import '@/calling/clean.ts'; // expect: boundaries/dependencies
import '../calling/use-clean.ts'; // expect: boundaries/dependencies
import '../calling/softphone/clean.ts'; // expect: boundaries/dependencies
import '../components/ui/Clean.tsx'; // expect: boundaries/dependencies
import '../components/calling/Clean.tsx'; // expect: boundaries/dependencies
import '../app/App.tsx'; // expect: boundaries/dependencies
import '@telnyx/webrtc'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import '../../supabase/functions/_shared/adapters/clean.ts'; // expect: boundaries/dependencies
