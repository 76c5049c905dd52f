import { TelnyxRTC } from '@telnyx/webrtc';
import type { CallPort } from '../ports.ts';

export const softphone: { sdk: typeof TelnyxRTC; port: CallPort | null } = {
  sdk: TelnyxRTC,
  port: null,
};
