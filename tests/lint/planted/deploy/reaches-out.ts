import '../src/config/clean.ts'; // expect: boundaries/dependencies
import '../supabase/functions/_shared/adapters/clean.ts'; // expect: boundaries/dependencies
import '../local/telnyx/clean.ts'; // expect: boundaries/dependencies
import '../tests/clean.ts'; // expect: boundaries/dependencies
