import { createCallRepository } from '../adapters/postgres-call-repository.ts';
import { createDialGuard } from '../adapters/postgres-dial-guard.ts';
import { createTelephony } from '../adapters/telnyx-telephony.ts';
import type { EngineDeps } from '../application/call-engine.ts';
import type { Basis } from './basis.ts';

/** What changes calls. All that a hot function loads besides its own. */
export function wireCalls(basis: Basis): Basis & EngineDeps {
  return {
    ...basis,
    calls: createCallRepository(basis.rpc),
    dialGuard: createDialGuard(basis.rpc),
    telephony: createTelephony(basis.telnyx(), basis.installation),
  };
}
