import { clean } from './clean.ts';
import { Shape } from './shape.ts'; // expect: typescript/consistent-type-imports

export * from './clean.ts'; // expect: switchboard/no-export-all
export default clean; // expect: import/no-default-export

export const anything: any = 1; // expect: typescript/no-explicit-any
const work = async (): Promise<void> => undefined;

export function sloppy(shape: Shape): string {
  work(); // expect: typescript/no-floating-promises
  [1].forEach(work); // expect: typescript/no-misused-promises
  if (shape == 'round') { // expect: eslint/eqeqeq
    throw 'a string'; // expect: typescript/only-throw-error
  }
  switch (shape) { // expect: typescript/switch-exhaustiveness-check
    case 'square':
      return 'four';
  }
}
