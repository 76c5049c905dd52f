import type { Credential } from '../account/resources.ts';
import type { World } from '../world.ts';

/** Deleting is revoking: a browser that is registered on the credential is put out. */
export function revokeCredential(world: World, credential: Credential): void {
  world.account.credentials.delete(credential.id);
  world.account.save();
  world.gateway().punt(credential.sipUsername);
}
