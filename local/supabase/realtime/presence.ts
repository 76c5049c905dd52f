import { randomBytes } from 'node:crypto';

type Meta = Record<string, unknown>;
type Entries = Record<string, { metas: Meta[] }>;

/** Who came and who went, by presence key. */
export interface PresenceDiff {
  joins: Entries;
  leaves: Entries;
}

/** Who is present on one topic. A key may have several metas: one per connection. */
export class Presence {
  readonly #tracked = new Map<object, { key: string; meta: Meta }>();

  /** Adds or replaces what a connection tells about itself. */
  track(connection: object, key: string, payload: Meta): PresenceDiff {
    const previous = this.#tracked.get(connection);
    const meta: Meta = { ...payload, phx_ref: randomBytes(8).toString('base64url') };
    if (previous) meta['phx_ref_prev'] = previous.meta['phx_ref'];
    this.#tracked.set(connection, { key, meta });
    return {
      joins: { [key]: { metas: [meta] } },
      leaves: previous ? { [previous.key]: { metas: [previous.meta] } } : {},
    };
  }

  /** Removes a connection; null when it was not tracked. */
  untrack(connection: object): PresenceDiff | null {
    const previous = this.#tracked.get(connection);
    if (!previous) return null;
    this.#tracked.delete(connection);
    return { joins: {}, leaves: { [previous.key]: { metas: [previous.meta] } } };
  }

  state(): Entries {
    const entries: Entries = {};
    for (const { key, meta } of this.#tracked.values()) {
      (entries[key] ??= { metas: [] }).metas.push(meta);
    }
    return entries;
  }
}
