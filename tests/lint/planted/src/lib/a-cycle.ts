import { second } from './b-cycle.ts'; // expect: import/no-cycle

export const first = (): number => second();
