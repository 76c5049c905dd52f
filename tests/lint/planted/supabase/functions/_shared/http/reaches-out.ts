import '../adapters/clean.ts'; // expect: boundaries/dependencies
import '../application/clean.ts'; // expect: boundaries/dependencies
import '../database.types.ts'; // expect: boundaries/dependencies
import '../../answer-call/handler.ts'; // expect: boundaries/dependencies
import 'zod'; // expect: boundaries/dependencies

export const environment = Deno; // expect: eslint/no-restricted-globals
