export const stray = 1; // expect: boundaries/no-unknown-files
