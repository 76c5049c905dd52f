/** How long the softphone waits for what, and how often it tries. */
export const LIMITS = {
  /** From `connect()` to `telnyx.ready`; a registration that takes longer is started afresh. */
  readyTimeoutMs: 15_000,
  firstRetryMs: 1_000,
  lastRetryMs: 30_000,
  renewalRetryMs: 10_000,
  /** After so many failures in a row the light turns red, though the attempts go on. */
  redAfterFailures: 3,
  /** A registration takes three to six frames. More before it is the SDK's login loop (telnyx.md, 6.1). */
  mostFramesBeforeReady: 25,
};
