import '../application/clean.ts'; // expect: boundaries/dependencies
import '../adapters/clean.ts'; // expect: boundaries/dependencies
import '../http/clean.ts'; // expect: boundaries/dependencies
import '../database.types.ts'; // expect: boundaries/dependencies
import 'zod/mini'; // expect: boundaries/dependencies
import 'node:crypto'; // expect: boundaries/dependencies
