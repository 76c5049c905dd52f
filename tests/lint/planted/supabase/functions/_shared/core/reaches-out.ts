import '../ports/clean.ts'; // expect: boundaries/dependencies
import '../application/clean.ts'; // expect: boundaries/dependencies
import '../adapters/clean.ts'; // expect: boundaries/dependencies
import '../http/clean.ts'; // expect: boundaries/dependencies
import '../database.types.ts'; // expect: boundaries/dependencies
import '../testing/clean.ts'; // expect: boundaries/dependencies
import '../../answer-call/handler.ts'; // expect: boundaries/dependencies
import '../../../../src/lib/clean.ts'; // expect: boundaries/dependencies
import '@/lib/clean.ts'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import 'zod'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import 'react'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import 'libphonenumber-js/min'; // expect: boundaries/dependencies, eslint/no-restricted-imports
import 'node:crypto'; // expect: boundaries/dependencies, eslint/no-restricted-imports

export { clean } from '../ports/clean.ts'; // expect: boundaries/dependencies
export type Leaked = import('../ports/clean.ts').Clean; // expect: boundaries/dependencies, typescript/consistent-type-imports
export const late = () => import('../adapters/clean.ts'); // expect: boundaries/dependencies
