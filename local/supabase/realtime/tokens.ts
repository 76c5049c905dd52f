import type { JwtClaims } from '../jwt.ts';
import type { StackKeys } from '../keys.ts';

/** Claims of what a client hands in as its token: an API key or a JWT; a text says why not. */
export async function claimsOfToken(keys: StackKeys, token: string): Promise<JwtClaims | string> {
  if (token === keys.publishableKey) return { role: 'anon' };
  if (token === keys.secretKey) return { role: 'service_role' };
  const check = await keys.signer.verify(token);
  if (check.ok) return check.claims;
  return check.reason === 'expired'
    ? 'InvalidJWTToken: Token has expired'
    : 'InvalidJWTToken: The token provided is not a valid JWT';
}
