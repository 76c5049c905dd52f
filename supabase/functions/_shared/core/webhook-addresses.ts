export interface WebhookAddresses {
  url: string;
  /** Where Telnyx goes after three failed attempts (telnyx.md section 3.3). */
  failoverUrl: string;
}

/**
 * Where Telnyx must send a business's events.
 *
 * @param functionsUrl the functions' public address, without a slash at its end
 * @param failoverFunctionsUrl the same functions by another way; left out: the same address, which
 *   doubles the attempts, marked so that Telnyx takes it for another
 */
export function webhookAddresses(
  functionsUrl: string,
  failoverFunctionsUrl?: string,
): WebhookAddresses {
  const path = '/telnyx-voice-webhook';
  return {
    url: `${functionsUrl}${path}`,
    failoverUrl: `${failoverFunctionsUrl ?? functionsUrl}${path}?failover`,
  };
}
