import * as z from 'zod/mini';
import { isE164 } from '@core/e164.ts';

/** The Telnyx configuration of the browser. All of it is public: it ends up in the bundle. */
export interface TelnyxConfig {
  /** The Call Control application that the numbers are attached to. */
  connectionId: string;
  /** E.164; the number to call from as long as nobody chose another one. */
  defaultFromNumber: string;
  /** WebSocket address of the signalling server; null means Telnyx itself. */
  rtcHost: string | null;
}

/** `VITE_TELNYX_*` as the build provides them. */
export const telnyxEnvSchema = z.object({
  VITE_TELNYX_CONNECTION_ID: z
    .string('is missing: the id of the Call Control application')
    .check(z.regex(/^\d{6,25}$/, 'must be the digits of a Call Control application id')),
  VITE_TELNYX_DEFAULT_FROM_NUMBER: z
    .string('is missing: the number to call from')
    .check(z.refine(isE164, 'must be a number in E.164 form, such as +14375249932')),
  VITE_TELNYX_RTC_HOST: z.optional(
    z
      .string()
      .check(z.regex(/^$|^wss?:\/\/\S+$/, 'must start with ws:// or wss://, or be left empty')),
  ),
});

/** Names the parsed values. */
export function telnyxConfig(env: z.infer<typeof telnyxEnvSchema>): TelnyxConfig {
  return {
    connectionId: env.VITE_TELNYX_CONNECTION_ID,
    defaultFromNumber: env.VITE_TELNYX_DEFAULT_FROM_NUMBER,
    rtcHost: env.VITE_TELNYX_RTC_HOST || null,
  };
}

/** Whether the signalling server runs on this machine, where no STUN or TURN server is needed. */
export function isLoopbackHost(rtcHost: string | null): boolean {
  if (!rtcHost) return false;
  const { hostname } = new URL(rtcHost);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
