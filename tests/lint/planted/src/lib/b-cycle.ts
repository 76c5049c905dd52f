import { first } from './a-cycle.ts'; // expect: import/no-cycle

export const second = (): number => first();
