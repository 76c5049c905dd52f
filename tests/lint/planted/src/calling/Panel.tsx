export const panel = 1; // expect: boundaries/no-unknown-files, unicorn/filename-case
