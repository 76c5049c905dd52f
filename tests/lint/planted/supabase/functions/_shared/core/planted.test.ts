// A test may use anything: it is not part of the core.
import '../adapters/clean.ts';

export const startedAtMs = Date.now();
