import { Buffer } from 'node:buffer';
import type { World } from '../world.ts';

/** An integration secret as a header takes it: the token, or user and password in base64. */
export function secretValue(world: World, identifier: string): string | null {
  const secret = [...world.account.secrets.values()].find(
    (entry) => entry['identifier'] === identifier,
  );
  if (secret === undefined) return null;
  if (secret['type'] === 'bearer') return String(secret['token']);
  const login = `${String(secret['username'])}:${String(secret['password'])}`;
  return Buffer.from(login).toString('base64');
}
