import type { SupervisorRole } from '../media/media-engine.ts';
import type { World } from '../world.ts';
import { appHangup, endLeg } from './ending.ts';
import type { Leg } from './leg.ts';

/** A leg that listens in on another. */
export interface Supervision {
  leg: Leg;
  role: SupervisorRole;
}

/**
 * The leg will listen in on another one from its answer on, whatever that one is joined with. It is
 * hung up with it, ringing or not.
 */
export function superviseOnAnswer(
  world: World,
  leg: Leg,
  supervised: Leg,
  role: SupervisorRole,
): void {
  leg.whenAnswered.push(() => {
    if (supervised.state === 'ended') return;
    leg.supervises = { leg: supervised, role };
    supervised.supervisors.add(leg);
    world.media.supervise(leg.id, supervised.id, role);
    world.live.notify('call', { id: leg.id });
  });
  supervised.whenEnded.push(() => {
    supervised.supervisors.delete(leg);
    if (leg.state === 'ringing' || leg.supervises?.leg === supervised) {
      endLeg(world, leg, appHangup(leg));
    }
  });
  leg.whenEnded.push(() => endSupervision(world, leg));
}

export function switchSupervisorRole(world: World, leg: Leg, role: SupervisorRole): boolean {
  const { supervises } = leg;
  if (supervises === null) return false;
  supervises.role = role;
  world.media.supervise(leg.id, supervises.leg.id, role);
  world.live.notify('call', { id: leg.id });
  return true;
}

/** The leg listens in no more: it has ended, or is joined with somebody itself. */
export function endSupervision(world: World, leg: Leg): void {
  if (leg.supervises === null) return;
  leg.supervises.leg.supervisors.delete(leg);
  leg.supervises = null;
  world.media.supervise(leg.id, null, 'monitor');
}
