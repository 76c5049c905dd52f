/** Servers that the app talks to besides its own origin. */
export interface AppPeers {
  /** The Supabase API, http or https. */
  apiUrl: string;
  /** The signalling server, ws or wss. */
  signallingUrl: string;
}

/** Headers of every answer of the app's server. */
export function securityHeaders(peers: AppPeers): Record<string, string> {
  const api = new URL(peers.apiUrl).origin;
  const apiSocket = api.replace(/^http/, 'ws');
  const signalling = new URL(peers.signallingUrl);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // Radix sets the page's scroll lock with a style element.
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    `img-src 'self' data: blob: ${api}`,
    `media-src 'self' blob: ${api}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    `connect-src 'self' ${api} ${apiSocket} ${signalling.protocol}//${signalling.host}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'permissions-policy': 'microphone=(self), camera=(), geolocation=(), payment=(), usb=()',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  };
}
