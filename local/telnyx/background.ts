/** Lets work go on by itself. A failure is told on the console: it must not end the simulator. */
export function inBackground(work: Promise<unknown>, what: string): void {
  work.catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    console.error(`telnyx simulator: ${what} failed: ${reason}`);
  });
}
