import { AudioClock } from './audio-clock.ts';
import { Leg } from './leg.ts';
import type { SupervisorRole } from './media-engine.ts';

/** A closed leg's tape and hearing are kept for later questions, up to this much tape in all. */
const MAX_KEPT_TAPE_BYTES = 64 * 1024 * 1024;
const MAX_KEPT_LEGS = 500;

/** All legs, those closed of late, and the clock that runs while there is a leg. */
export class LegRegistry {
  private readonly legs = new Map<string, Leg>();
  private readonly closed = new Map<string, Leg>();
  private readonly clock: AudioClock;
  private readonly onFault: (legId: string, error: unknown) => void;
  private readonly faulty = new WeakSet<Leg>();

  /**
   * @param afterTick called each 20 ms once all legs have spoken and heard
   * @param onFault told once per leg that its work failed; the others go on
   */
  constructor(afterTick: () => void, onFault: (legId: string, error: unknown) => void) {
    this.onFault = onFault;
    this.clock = new AudioClock(() => {
      for (const leg of this.legs.values()) this.guard(leg, () => leg.speak());
      for (const leg of this.legs.values()) this.guard(leg, () => leg.listen());
      afterTick();
    });
  }

  get(legId: string): Leg | undefined {
    return this.legs.get(legId);
  }

  /** A living leg, or the remains of one that was closed. */
  find(legId: string): Leg | undefined {
    return this.legs.get(legId) ?? this.closed.get(legId);
  }

  all(): Iterable<Leg> {
    return this.legs.values();
  }

  /** The leg of that id, made when it is not there. */
  ensure(legId: string): Leg {
    const known = this.legs.get(legId);
    if (known) return known;
    const leg = new Leg(legId);
    this.legs.set(legId, leg);
    this.closed.delete(legId);
    this.clock.start();
    return leg;
  }

  bridge(legA: Leg, legB: Leg): void {
    if (legA === legB) return;
    this.unbridge(legA);
    this.unbridge(legB);
    legA.hears.add(legB);
    legB.hears.add(legA);
  }

  unbridge(leg: Leg): void {
    leg.hears.clear();
    for (const other of this.legs.values()) other.hears.delete(leg);
  }

  setHears(leg: Leg, others: readonly Leg[]): void {
    leg.hears.clear();
    for (const other of others) if (other !== leg) leg.hears.add(other);
  }

  supervise(leg: Leg, supervised: Leg | null, role: SupervisorRole): void {
    leg.supervises?.supervisors.delete(leg);
    leg.supervises = supervised === leg ? null : supervised;
    leg.supervises?.supervisors.set(leg, role);
  }

  async close(legId: string): Promise<void> {
    const leg = this.legs.get(legId);
    if (!leg) return;
    this.unbridge(leg);
    this.supervise(leg, null, 'monitor');
    for (const supervisor of leg.supervisors.keys()) this.supervise(supervisor, null, 'monitor');
    this.legs.delete(legId);
    if (this.legs.size === 0) this.clock.stop();
    this.keep(leg);
    await leg.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.legs.keys()].map((legId) => this.close(legId)));
  }

  private keep(leg: Leg): void {
    this.closed.set(leg.id, leg);
    let bytes = 0;
    for (const kept of this.closed.values()) bytes += kept.tape.bytes;
    for (const [legId, oldest] of this.closed) {
      if (bytes <= MAX_KEPT_TAPE_BYTES && this.closed.size <= MAX_KEPT_LEGS) return;
      this.closed.delete(legId);
      bytes -= oldest.tape.bytes;
    }
  }

  private guard(leg: Leg, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (this.faulty.has(leg)) return;
      this.faulty.add(leg);
      this.onFault(leg.id, error);
    }
  }
}
