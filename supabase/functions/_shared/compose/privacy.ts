import { createCopyEraser } from '../adapters/copy-eraser.ts';
import { createClientPrivacyStore } from '../adapters/postgres-client-privacy.ts';
import type { ClientPrivacyStore, CopyEraser } from '../ports/client-privacy.ts';
import type { Basis } from './basis.ts';

export interface PrivacyWiring extends Basis {
  privacy: ClientPrivacyStore;
  copies: CopyEraser;
}

/** What exports and erases clients. */
export function wirePrivacy(basis: Basis): PrivacyWiring {
  return {
    ...basis,
    privacy: createClientPrivacyStore(basis.rpc),
    copies: createCopyEraser(basis.telnyx(), basis.supabase),
  };
}
