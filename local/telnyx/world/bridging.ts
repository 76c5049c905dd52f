import type { World } from '../world.ts';
import { leaveConference } from './conferences.ts';
import { endLeg, appHangup, leaveBridge } from './ending.ts';
import { emitBridged } from './leg-webhooks.ts';
import type { Leg } from './leg.ts';
import { endSupervision } from './supervision.ts';

/** Joins two answered legs. Each leaves an earlier partner or conference first. One `call.bridged` per leg. */
export function bridgeLegs(world: World, leg: Leg, other: Leg): void {
  if (leg.partner === other) return;
  // People talk now. Whether Telnyx ends the assistant by itself is not documented (telnyx.md 7.8).
  leg.ai?.end('bridged');
  other.ai?.end('bridged');
  for (const end of [leg, other]) {
    endSupervision(world, end);
    leaveBridge(world, end);
    leaveConference(world, end);
  }
  leg.partner = other;
  other.partner = leg;
  world.media.bridge(leg.id, other.id);
  emitBridged(world, leg);
  emitBridged(world, other);
  world.live.notify('call', { id: leg.id });
}

/** Talks with somebody: bridged, or in a conference. */
export function isTaken(leg: Leg): boolean {
  return leg.partner !== null || leg.member !== null;
}

/**
 * `bridge_on_answer`: joins a leg that was just answered with the leg it is linked to. With
 * `prevent_double_bridge` and a target that is taken, the new leg is hung up. A target that is not
 * answered or gone cannot be bridged: the new leg stays as it is.
 */
export function bridgeOnAnswer(
  world: World,
  leg: Leg,
  target: Leg,
  preventDoubleBridge: boolean,
): void {
  if (target.state !== 'answered') return;
  if (preventDoubleBridge && isTaken(target)) {
    endLeg(world, leg, appHangup(leg));
    return;
  }
  bridgeLegs(world, leg, target);
}
