import '../_shared/compose/wires.ts'; // expect: boundaries/dependencies
import '../_shared/adapters/clean.ts'; // expect: boundaries/dependencies
import '../_shared/database.types.ts'; // expect: boundaries/dependencies
import '../_shared/testing/clean.ts'; // expect: boundaries/dependencies
import '../answer-call/handler.ts'; // expect: boundaries/dependencies
import '../answer-call/parse-body.ts'; // expect: boundaries/dependencies
import '../answer-call/index.ts'; // expect: boundaries/dependencies
import 'node:crypto'; // expect: boundaries/dependencies
import '@supabase/supabase-js'; // expect: boundaries/dependencies, eslint/no-restricted-imports

export const readings = [
  Deno, // expect: eslint/no-restricted-globals
  process, // expect: eslint/no-restricted-globals
  fetch, // expect: eslint/no-restricted-globals
  Date.now(), // expect: eslint/no-restricted-properties
  Math.random(), // expect: eslint/no-restricted-properties
  new Date(), // expect: switchboard/no-implicit-now
];
