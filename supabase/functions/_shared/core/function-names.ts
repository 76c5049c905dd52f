/** Every Edge Function of the product; a test compares it with the folders. */
export const FUNCTION_NAMES = [
  'ai-dispatcher-tools',
  'call-sweeper',
  'client-privacy',
  'health-check',
  'manage-ai-dispatcher',
  'manage-limits',
  'manage-team',
  'setup-telnyx-number',
  'telnyx-call-control',
  'telnyx-make-call',
  'telnyx-voice-webhook',
  'telnyx-webrtc-token',
] as const;
