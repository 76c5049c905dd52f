/** Servers that the app talks to besides its own origin. */
export interface AppPeers {
  /** The Supabase API, http or https. */
  apiUrl: string;
  /** The signalling server, ws or wss. */
  signallingUrl: string;
}

/** The real Telnyx. */
export const telnyxSignallingUrl = 'wss://rtc.telnyx.com';

/**
 * Headers of every answer that carries a part of the app: the one source for the local server and for
 * every static host (docs/deploy.md). Each exception of the policy says what needs it.
 */
export function securityHeaders(peers: AppPeers): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(peers),
    // Calls need the microphone, ringing and the far end's voice need to play without a click.
    'permissions-policy':
      'microphone=(self), autoplay=(self), speaker-selection=(self), camera=(), geolocation=(), payment=(), usb=(), display-capture=()',
    // Two years. Browsers ignore it over http, so it does no harm on this machine.
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

function contentSecurityPolicy(peers: AppPeers): string {
  const api = new URL(peers.apiUrl).origin;
  const signalling = new URL(peers.signallingUrl);
  const connections = [
    "'self'",
    api,
    // Realtime.
    api.replace(/^http/, 'ws'),
    // The sockets only: the SDK's reports by http are switched off (src/calling/softphone).
    `${signalling.protocol}//${signalling.host}`,
  ];
  const policy: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    // Radix locks the page's scrolling behind a dialog with a style element of its own.
    'style-src': ["'self'"],
    'style-src-elem': ["'self'", "'unsafe-inline'"],
    'style-src-attr': ["'none'"],
    'font-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:', api],
    // Recordings and messages left come from Supabase's storage.
    'media-src': ["'self'", 'blob:', api],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'connect-src': connections,
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
    // No text becomes code: tried in Chromium with every page and calls both ways
    // (tests/e2e/headers.spec.ts). The one policy is that of src/lib/trusted-types.ts.
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['default'],
  };
  return Object.entries(policy)
    .map(([directive, values]) => `${directive} ${values.join(' ')}`)
    .join('; ');
}
