/** The keys that Telnyx signs webhooks with, as its API has told them. */
export interface PublicKeys {
  /** Base64, the latest first. */
  list(): Promise<string[]>;
}
