import { MEMBERS, type MemberName } from '../../supabase/functions/_shared/testing/harness.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** A browser's last sign of life counts for this long; it gives one every 4 s. */
const LEASE_MS = 11_000;
const HEARTBEAT_MS = 4_000;

interface Tab {
  /** Null: it lives. Else when the database stops to believe that it does. */
  leaseEndsAtMs: number | null;
  /** Chose to be away, or not to be disturbed: known at once. */
  wantsCalls: boolean;
}

/** Whose tab lives and who wants calls: the truth, and what the database knows of it. */
export class Presence {
  readonly #tabs = new Map<string, Tab>();
  readonly #time: Scheduler;
  readonly #random: Random;

  constructor(time: Scheduler, random: Random, members: readonly MemberName[]) {
    this.#time = time;
    this.#random = random;
    for (const name of members) {
      this.#tabs.set(MEMBERS[name].memberId, { leaseEndsAtMs: null, wantsCalls: true });
    }
  }

  /** Plans who falls asleep, closes the tab, goes away and comes back, up to a moment. */
  plan(untilMs: number): void {
    for (const memberId of this.#tabs.keys()) {
      const times = this.#random.between(0, 3);
      for (let time = 0; time < times; time += 1) {
        this.#time.after(this.#random.between(0, untilMs), () => this.#leave(memberId));
      }
    }
  }

  #leave(memberId: string): void {
    const tab = this.#tabs.get(memberId);
    if (!tab) return;
    const isAsleep = this.#random.chance(0.6);
    if (isAsleep) {
      const sinceBeatMs = this.#random.between(0, HEARTBEAT_MS);
      tab.leaseEndsAtMs ??= this.#time.nowMs + LEASE_MS - sinceBeatMs;
    } else {
      tab.wantsCalls = false;
    }
    this.#time.after(this.#random.between(2_000, 45_000), () => {
      if (isAsleep) tab.leaseEndsAtMs = null;
      else tab.wantsCalls = true;
    });
  }

  /** A popup would be seen. */
  hears(memberId: string): boolean {
    const tab = this.#tabs.get(memberId);
    return tab === undefined || (tab.leaseEndsAtMs === null && tab.wantsCalls);
  }

  /** The tab can do something. */
  lives(memberId: string): boolean {
    return (this.#tabs.get(memberId)?.leaseEndsAtMs ?? null) === null;
  }

  /** Whom the database would offer a call. */
  reachable(): string[] {
    return [...this.#tabs].flatMap(([memberId, tab]) => {
      const isLeased = tab.leaseEndsAtMs === null || tab.leaseEndsAtMs > this.#time.nowMs;
      return isLeased && tab.wantsCalls ? [memberId] : [];
    });
  }
}
