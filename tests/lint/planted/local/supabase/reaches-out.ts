import '../telnyx/clean.ts'; // expect: boundaries/dependencies
import '../start.ts'; // expect: boundaries/dependencies
import '../../supabase/functions/_shared/core/clean.ts'; // expect: boundaries/dependencies
import '../../supabase/functions/_shared/adapters/clean.ts'; // expect: boundaries/dependencies
import '../../src/lib/clean.ts'; // expect: boundaries/dependencies
import '../../tests/clean.ts'; // expect: boundaries/dependencies
import '@supabase/supabase-js'; // expect: eslint/no-restricted-imports
