export const loose = 1; // expect: boundaries/no-unknown-files
