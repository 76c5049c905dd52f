export const readings = [
  Date.now(), // expect: eslint/no-restricted-properties
  Math.random(), // expect: eslint/no-restricted-properties
  new Date(), // expect: switchboard/no-implicit-now
  Date(), // expect: switchboard/no-implicit-now
  fetch, // expect: eslint/no-restricted-globals
  setTimeout, // expect: eslint/no-restricted-globals
  setInterval, // expect: eslint/no-restricted-globals
  queueMicrotask, // expect: eslint/no-restricted-globals
  Deno, // expect: eslint/no-restricted-globals
  process, // expect: eslint/no-restricted-globals
  globalThis, // expect: eslint/no-restricted-globals
  window, // expect: eslint/no-restricted-globals
  document, // expect: eslint/no-restricted-globals
  navigator, // expect: eslint/no-restricted-globals
  localStorage, // expect: eslint/no-restricted-globals
  crypto, // expect: eslint/no-restricted-globals
  performance, // expect: eslint/no-restricted-globals
  console, // expect: eslint/no-restricted-globals
];
