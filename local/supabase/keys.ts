import { createJwtSigner, type JwtSigner } from './jwt.ts';

/** The local keys that others rely on; they work on loopback only. */
export const publishableKey = 'sb_publishable_switchboard_local';
const secretKey = 'sb_secret_switchboard_local';

/** Well-known on purpose, as the Supabase CLI's: a development stack has no secrets. */
const localJwtSecret = 'switchboard-local-jwt-secret-not-for-production';

/** Ten years: the role tokens are as permanent as a hosted project's legacy keys. */
const roleTokenLifetimeSeconds = 10 * 365 * 24 * 3600;

/** Everything that signs or opens something. */
export interface StackKeys {
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
  signer: JwtSigner;
  /** A JWT with role anon: what the publishable key stands for. */
  anonJwt: string;
  /** A JWT with role service_role: what the secret key stands for. */
  serviceRoleJwt: string;
}

/** Makes the keys of a local stack. */
export async function createStackKeys(): Promise<StackKeys> {
  const signer = createJwtSigner(localJwtSecret);
  const iat = Math.floor(Date.now() / 1000);
  const roleToken = (role: string) =>
    signer.sign({ iss: 'supabase', ref: 'local', role, iat, exp: iat + roleTokenLifetimeSeconds });
  return {
    publishableKey,
    secretKey,
    jwtSecret: localJwtSecret,
    signer,
    anonJwt: await roleToken('anon'),
    serviceRoleJwt: await roleToken('service_role'),
  };
}
