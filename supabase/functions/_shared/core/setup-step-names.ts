// Apart from the contract: the hot functions need the names, and no library.

/** In the order in which they are done. */
export const SETUP_STEPS = [
  'voice_profile',
  'application',
  'credential_connection',
  'messaging_profile',
  'order',
  'active',
  'assignment',
  'caller_name',
  'public_key',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];
