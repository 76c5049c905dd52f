/**
 * How long `findBy` and `waitFor` wait is a cap, not an expectation: on a machine that does much else a
 * screen may take longer than the library's second.
 */
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 10_000 });
}

export {};
