import { createTeamStore } from '../adapters/postgres-team-store.ts';
import { createAccounts } from '../adapters/supabase-accounts.ts';
import { createCredentialRemoval } from '../adapters/telnyx-credential-removal.ts';
import type { AccountPort } from '../ports/accounts.ts';
import type { CredentialRemovalPort } from '../ports/credential-removal.ts';
import type { TeamStore } from '../ports/team-store.ts';
import type { Basis } from './basis.ts';

export interface TeamWiring extends Basis {
  team: TeamStore;
  accounts: AccountPort;
  credentialRemoval: CredentialRemovalPort;
}

/** What invites people and ends their access. */
export function wireTeam(basis: Basis): TeamWiring {
  return {
    ...basis,
    team: createTeamStore(basis.rpc),
    accounts: createAccounts({ ...basis.supabase, appUrl: appUrl(basis.allowedOrigin) }),
    credentialRemoval: createCredentialRemoval(basis.telnyx()),
  };
}

/** The first of the app's addresses; null where any is allowed, and so none is known. */
function appUrl(allowedOrigins: string): string | null {
  const first = allowedOrigins.split(',')[0]?.trim() ?? '*';
  return first === '*' || first === '' ? null : first;
}
