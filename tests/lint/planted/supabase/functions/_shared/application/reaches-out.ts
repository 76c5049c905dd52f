import '../adapters/clean.ts'; // expect: boundaries/dependencies
import '../http/clean.ts'; // expect: boundaries/dependencies
import '../database.types.ts'; // expect: boundaries/dependencies
import '../../answer-call/handler.ts'; // expect: boundaries/dependencies
import 'node:crypto'; // expect: boundaries/dependencies

export const readings = [
  Date.now(), // expect: eslint/no-restricted-properties
  new Date(), // expect: switchboard/no-implicit-now
  crypto.randomUUID(), // expect: eslint/no-restricted-properties
  fetch, // expect: eslint/no-restricted-globals
  Deno, // expect: eslint/no-restricted-globals
];
