import '../application/clean.ts'; // expect: boundaries/dependencies
import '../http/clean.ts'; // expect: boundaries/dependencies
import '../compose/wires.ts'; // expect: boundaries/dependencies
import '../testing/clean.ts'; // expect: boundaries/dependencies
import '../../answer-call/handler.ts'; // expect: boundaries/dependencies
import '@supabase/supabase-js'; // expect: eslint/no-restricted-imports

export const environment = Deno; // expect: eslint/no-restricted-globals
