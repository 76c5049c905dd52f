// Runs inside each function's Deno process, before the function: what Supabase's Edge Runtime adds
// to Deno's globals.

/** Keeps a promise's failure from ending the process; a function's process outlives its requests. */
function waitUntil(work: Promise<unknown>): void {
  work.catch((error: unknown) => console.error('EdgeRuntime.waitUntil:', error));
}

Object.assign(globalThis, { EdgeRuntime: { waitUntil } });
