export const name = 'kebab'; // expect: unicorn/filename-case
