import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stored resource, with Telnyx's own field names. */
export type Resource = Record<string, unknown> & { id: string };

export interface Credential {
  id: string;
  /** The credential connection that it belongs to. */
  connectionId: string;
  name: string;
  tag: string;
  sipUsername: string;
  sipPassword: string;
  /** Epoch milliseconds, or null: it does not expire. */
  expiresAtMs: number | null;
  createdAtMs: number;
  updatedAtMs: number;
}

/** The account's resources, by id. Kept on disk: browsers' credentials outlive a restart. */
export interface ResourceStore {
  readonly applications: Map<string, Resource>;
  readonly credentialConnections: Map<string, Resource>;
  readonly numbers: Map<string, Resource>;
  readonly voiceProfiles: Map<string, Resource>;
  readonly messagingProfiles: Map<string, Resource>;
  readonly numberOrders: Map<string, Resource>;
  readonly credentials: Map<string, Credential>;
  readonly assistants: Map<string, Resource>;
  /** Integration secrets, with the secret itself. */
  readonly secrets: Map<string, Resource>;
  readonly insights: Map<string, Resource>;
  readonly insightGroups: Map<string, Resource>;
  /** Writes everything to disk; call it after a change. */
  save(): void;
}

interface StoredResources {
  applications: Resource[];
  credentialConnections: Resource[];
  numbers: Resource[];
  voiceProfiles: Resource[];
  messagingProfiles: Resource[];
  numberOrders: Resource[];
  credentials: Credential[];
  assistants: Resource[];
  secrets: Resource[];
  insights: Resource[];
  insightGroups: Resource[];
}

const EMPTY: StoredResources = {
  applications: [],
  credentialConnections: [],
  numbers: [],
  voiceProfiles: [],
  messagingProfiles: [],
  numberOrders: [],
  credentials: [],
  assistants: [],
  secrets: [],
  insights: [],
  insightGroups: [],
};

function byId<Row extends { id: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function load(path: string): StoredResources {
  if (!existsSync(path)) return EMPTY;
  try {
    return { ...EMPTY, ...(JSON.parse(readFileSync(path, 'utf8')) as Partial<StoredResources>) };
  } catch {
    console.warn(`telnyx simulator: ${path} is unreadable; starting with an empty account`);
    return EMPTY;
  }
}

export function openResources(dataDir: string): ResourceStore {
  const path = join(dataDir, 'account.json');
  const stored = load(path);
  const store = {
    applications: byId(stored.applications),
    credentialConnections: byId(stored.credentialConnections),
    numbers: byId(stored.numbers),
    voiceProfiles: byId(stored.voiceProfiles),
    messagingProfiles: byId(stored.messagingProfiles),
    numberOrders: byId(stored.numberOrders),
    credentials: byId(stored.credentials),
    assistants: byId(stored.assistants),
    secrets: byId(stored.secrets),
    insights: byId(stored.insights),
    insightGroups: byId(stored.insightGroups),
  };
  return {
    ...store,
    save() {
      const rows = Object.entries(store).map(([name, map]) => [name, [...map.values()]]);
      // Renaming is atomic: a crash never leaves half a file.
      writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(rows)), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}
