import type { Broadcast, Frame } from './frames.ts';
import { Presence, type PresenceDiff } from './presence.ts';

/** A client's membership in a topic. */
export interface Subscriber {
  /** Delivers a broadcast if the subscriber may read them. */
  deliver(broadcast: Broadcast): void;
  deliverPresence(event: 'presence_diff', diff: PresenceDiff): void;
}

interface Topic {
  subscribers: Set<Subscriber>;
  presence: Presence;
}

/** All topics that somebody is subscribed to. Private and public ones of a name are different. */
export class Topics {
  readonly #topics = new Map<string, Topic>();

  /** @param name without the "realtime:" prefix */
  static key(name: string, isPrivate: boolean): string {
    return `${isPrivate ? 'private' : 'public'}:${name}`;
  }

  isEmpty(): boolean {
    return this.#topics.size === 0;
  }

  join(key: string, subscriber: Subscriber): void {
    this.#topic(key).subscribers.add(subscriber);
  }

  leave(key: string, subscriber: Subscriber): void {
    const topic = this.#topics.get(key);
    if (!topic) return;
    topic.subscribers.delete(subscriber);
    this.#sendDiff(topic, topic.presence.untrack(subscriber));
    if (topic.subscribers.size === 0) this.#topics.delete(key);
  }

  /** @param except a sender who does not want his own messages */
  broadcast(key: string, broadcast: Broadcast, except?: Subscriber): void {
    for (const subscriber of this.#topics.get(key)?.subscribers ?? []) {
      if (subscriber !== except) subscriber.deliver(broadcast);
    }
  }

  track(key: string, subscriber: Subscriber, name: string, meta: Record<string, unknown>): void {
    const topic = this.#topic(key);
    this.#sendDiff(topic, topic.presence.track(subscriber, name, meta));
  }

  untrack(key: string, subscriber: Subscriber): void {
    const topic = this.#topic(key);
    this.#sendDiff(topic, topic.presence.untrack(subscriber));
  }

  presenceState(key: string): Frame['payload'] {
    return this.#topics.get(key)?.presence.state() ?? {};
  }

  #topic(key: string): Topic {
    const known = this.#topics.get(key);
    if (known) return known;
    const topic = { subscribers: new Set<Subscriber>(), presence: new Presence() };
    this.#topics.set(key, topic);
    return topic;
  }

  #sendDiff(topic: Topic, diff: PresenceDiff | null): void {
    if (!diff) return;
    for (const subscriber of topic.subscribers) subscriber.deliverPresence('presence_diff', diff);
  }
}
