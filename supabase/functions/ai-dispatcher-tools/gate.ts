import { bearerToken } from '../_shared/http/route.ts';
import { sameText } from '../_shared/http/same-text.ts';
import type { Clock } from '../_shared/ports/runtime.ts';
import type { RefusalReason } from '../_shared/ports/tool-runner.ts';
import type { VerifyWebhook } from '../_shared/ports/webhook.ts';

export interface GateDeps {
  verify: VerifyWebhook;
  /** The secret that our assistants send; empty: none is configured, and the signature decides alone. */
  token: string;
  clock: Clock;
}

export type Passed =
  /** The signature's bytes: as text it can be written in several ways that all hold. */
  { ok: true; signature: Uint8Array<ArrayBuffer> } | { ok: false; reason: RefusalReason };

/**
 * Lets a tool call in that Telnyx signed lately (telnyx.md 7.4) and that came from an assistant of
 * ours. The signature covers neither path nor headers: that is what the token is for.
 */
export async function passGate(
  deps: GateDeps,
  request: Request,
  body: Uint8Array,
): Promise<Passed> {
  const signature = request.headers.get('telnyx-signature-ed25519');
  const timestamp = request.headers.get('telnyx-timestamp');
  const now = Date.parse(deps.clock.now());
  const verified = await deps.verify(body, { signature, timestamp }, now);
  if (!verified.ok) return verified;
  if (deps.token !== '' && !sameText(bearerToken(request) ?? '', deps.token)) {
    return { ok: false, reason: 'bad_token' };
  }
  const bytes = Uint8Array.from(atob(signature?.trim() ?? ''), (each) => each.charCodeAt(0));
  return { ok: true, signature: bytes };
}
