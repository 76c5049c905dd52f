import { inBackground } from '../background.ts';
import type { ByeCause, RtcWorld } from '../rtc/rtc-gateway.ts';
import type { World } from '../world.ts';
import { markAnswered } from './answering.ts';
import { routeOnward } from './browser-route.ts';
import { endLeg, partyHangup } from './ending.ts';
import { receiveDigit } from './gather.ts';
import { emitInitiated, emitLegEvent } from './leg-webhooks.ts';
import { createLeg } from './leg.ts';
import type { Ending, Leg } from './leg.ts';

/** How the browser's own words for ending a call read in `call.hangup`. */
function endingOf(leg: Leg, bye: ByeCause): Ending {
  if (leg.state === 'answered' || leg.origin === 'browser') return partyHangup(leg);
  if (bye.cause === 'USER_BUSY') return { cause: 'user_busy', source: 'callee', sipCause: '486' };
  return { ...partyHangup(leg), sipCause: String(bye.sipCode ?? 603) };
}

function takeOutboundInvite(world: World, invite: Parameters<RtcWorld['outboundInvite']>[0]): Leg {
  const credential = world.account.credentialByUsername(invite.sipUsername);
  const connectionId = credential?.connectionId ?? '';
  const leg = createLeg(world.clock, {
    origin: 'browser',
    party: { kind: 'browser', sipUsername: invite.sipUsername },
    connectionId,
    from: invite.callerNumber,
    to: invite.destination,
    callerIdName: invite.callerName,
    customHeaders: invite.customHeaders,
    clientState: invite.clientState ?? null,
    route: world.account.routeOf(connectionId),
  });
  world.legs.add(leg);
  const isParked = world.account.parksOutbound(connectionId);
  // The gateway answers the browser's invite first ("CALL CREATED").
  world.clock.setTimeout(() => {
    if (leg.state === 'ended') return;
    emitInitiated(world, leg, isParked);
    world.live.notify('call', { id: leg.id });
    if (!isParked) routeOnward(world, leg);
  }, 0);
  return leg;
}

/** What the signalling side may ask of the world. */
export function createBrowserWorld(world: World): RtcWorld {
  const withLeg = (legId: string, act: (leg: Leg) => void): void => {
    const leg = world.legs.byId(legId);
    if (leg !== undefined && leg.state !== 'ended') act(leg);
  };
  return {
    authenticate: (login) => world.account.authenticate(login),
    legAnswered: (legId) => withLeg(legId, (leg) => markAnswered(world, leg)),
    legBye: (legId, bye) => withLeg(legId, (leg) => endLeg(world, leg, endingOf(leg, bye), true)),
    legHeld(legId, held) {
      withLeg(legId, (leg) => {
        const parties = { from: leg.from, to: leg.to };
        emitLegEvent(world, leg, held ? 'call.hold' : 'call.unhold', parties);
      });
    },
    legDtmf: (legId, digits) => withLeg(legId, (leg) => relayBrowserDigits(world, leg, digits)),
    outboundInvite(invite) {
      const leg = takeOutboundInvite(world, invite);
      return {
        legId: leg.id,
        callControlId: leg.callControlId,
        callLegId: leg.id,
        callSessionId: leg.sessionId,
      };
    },
    registrationChanged(sipUsername, registered) {
      world.live.notify('registration', { sip_username: sipUsername, registered });
    },
  };
}

/** Digits that a browser pressed: to the app as webhooks, to its partner as sound. */
function relayBrowserDigits(world: World, leg: Leg, digits: string): void {
  if (leg.state !== 'answered') return;
  for (const digit of digits) receiveDigit(world, leg, digit);
  if (leg.partner !== null) {
    inBackground(world.media.dtmfTo(leg.partner.id, digits), 'passing digits on');
  }
}
