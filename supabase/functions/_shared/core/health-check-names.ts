// Apart from the contract: the sweeper needs the names, and no library.

/** The parts that the server looks at, in the order of the screen. */
export const SERVER_CHECKS = [
  'api_key',
  'webhook',
  'application',
  'last_event',
  'signature',
  'numbers',
  'voice_profile',
  'sip_calling',
  'credential_connection',
  'lines',
  'balance',
  'database',
  'functions',
  'sweeper',
  'commands',
  'dead_letters',
  'ai',
] as const;
export type ServerCheckId = (typeof SERVER_CHECKS)[number];
