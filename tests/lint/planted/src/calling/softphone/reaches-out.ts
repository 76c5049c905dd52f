import 'react'; // expect: boundaries/dependencies
import '../use-clean.ts'; // expect: boundaries/dependencies
import '../../data/clean.ts'; // expect: boundaries/dependencies
import '../../config/clean.ts'; // expect: boundaries/dependencies
import '@supabase/supabase-js'; // expect: boundaries/dependencies, eslint/no-restricted-imports
