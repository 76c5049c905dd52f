/** What is still kept elsewhere of somebody whose data was erased. */
export interface OpenErasure {
  id: string;
  organizationId: string;
  /** Conversations with an assistant, at Telnyx. */
  conversationIds: string[];
  /** Legs whose recordings Telnyx may have, by call_control_id. */
  recordingLegs: string[];
  /** Folders of the file store, in every bucket. */
  filePrefixes: string[];
  tries: number;
}

export interface ErasureOrder {
  organizationId: string;
  memberId: string;
  clientId: string;
}

export type EraseResult =
  | { ok: true; erasureId: string; counts: Record<string, number> }
  | { ok: false; code: 'client_not_found' | 'in_call' };

export interface ClientPrivacyStore {
  /** Everything that is kept of a client; null: there is no such client. Written to the audit log. */
  export(order: ErasureOrder): Promise<Record<string, unknown> | null>;
  /** Deletes it all in one transaction, and notes what is left elsewhere. */
  erase(order: ErasureOrder): Promise<EraseResult>;
  /** The name that the person must type to confirm; null: no such client. */
  nameOf(organizationId: string, clientId: string): Promise<string | null>;
  openErasures(limit: number): Promise<OpenErasure[]>;
  /** Stores what is still left; nothing left finishes it. */
  note(erasure: OpenErasure): Promise<void>;
}

/** Copies outside our database. Each returns whether nothing is left; false is tried again later. */
export interface CopyEraser {
  removeConversation(conversationId: string): Promise<boolean>;
  removeRecordingsOf(callControlId: string): Promise<boolean>;
  removeFilesBelow(prefix: string): Promise<boolean>;
}
