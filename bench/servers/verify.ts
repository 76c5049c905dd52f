/** Signature check of the floor and of the peer: WebCrypto, as plain as can be. */
export async function importKey(base64: string): Promise<CryptoKey> {
  const raw = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify']);
}

export async function isGenuine(key: CryptoKey, request: Request, body: string): Promise<boolean> {
  const text = request.headers.get('telnyx-signature-ed25519') ?? '';
  const signature = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const signed = new TextEncoder().encode(`${request.headers.get('telnyx-timestamp')}|${body}`);
  return await crypto.subtle.verify('Ed25519', key, signature, signed);
}
