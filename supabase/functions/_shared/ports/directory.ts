import type { OwnedNumber } from './call-repository.ts';

export interface Member {
  memberId: string;
  organizationId: string;
  role: 'owner' | 'admin' | 'agent';
  displayName: string;
}

export interface AgentDevice {
  deviceId: string;
  sipUsername: string;
  credentialId: string;
  /** The browser reported itself ready within the last 11 s (its lease). */
  fresh: boolean;
}

export interface DeviceCredential {
  /** The business's own; null: it uses the installation's. */
  connectionId: string | null;
  /** Null: this browser has none yet. `connectionId` null: of the installation's connection. */
  credential: { credentialId: string; sipUsername: string; connectionId: string | null } | null;
}

export interface OutboundContext {
  /** Null: there is none, or it is not the organisation's. */
  number: OwnedNumber | null;
  /** Null when the client asked for is not the organisation's, or none was asked for. */
  client: { id: string } | null;
  /** The client who has the dialled number. */
  clientByNumber: string | null;
  device: AgentDevice | null;
  /** The member holds an unfinished call. */
  busy: boolean;
}

/** Who may do what, from which browser. */
export interface Directory {
  /**
   * The member behind a user's access token, checked by the database (signature, expiry, membership).
   * Null: not signed in, or no active member.
   */
  memberOf(accessToken: string): Promise<Member | null>;
  /** The device asked for or, with null, the member's freshest ready one. */
  findDevice(memberId: string, deviceId: string | null): Promise<AgentDevice | null>;
  /** A browser's credential, and the credential connection that it ought to belong to. */
  deviceCredential(memberId: string, deviceId: string): Promise<DeviceCredential>;
  /** Keeps a browser's credential; two people who share a browser have one each. */
  saveDevice(device: {
    deviceId: string;
    organizationId: string;
    memberId: string;
    credentialId: string;
    sipUsername: string;
    /** The credential connection that it belongs to. */
    connectionId: string;
  }): Promise<void>;
  outboundContext(query: {
    memberId: string;
    fromNumberId: string | null;
    clientId: string | null;
    /** E.164. */
    to: string;
    deviceId: string | null;
  }): Promise<OutboundContext>;
  /** Somebody else of the business, and whether a popup would reach them; null: no such member. */
  colleague(organizationId: string, memberId: string): Promise<{ isReachable: boolean } | null>;
  /** The lowest number that no parked call of the business has. */
  freeParkSlot(organizationId: string): Promise<number>;
  /** A member's name, for "Ben answered first". */
  nameOf(memberId: string): Promise<string | null>;
}
