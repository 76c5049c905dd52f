import type { MediaEngine } from '../../../../local/telnyx/media/media-engine.ts';
import type { ByeCause, RtcGateway, RtcWorld } from '../../../../local/telnyx/rtc/rtc-gateway.ts';

/** What a leg of the fake world has been through. */
export interface FakeLeg {
  legId: string;
  /** The outside person at the other end. */
  personId: string;
  answered: boolean;
  held: boolean;
  digits: string;
  bye: ByeCause | null;
  placed: Parameters<RtcWorld['outboundInvite']>[0] | null;
}

/**
 * A small world: one credential per token, one outside person per browser leg. It keeps state, so that
 * tests ask what became true and not which function was called.
 */
export class FakeWorld implements RtcWorld {
  readonly legs = new Map<string, FakeLeg>();
  readonly registrations: string[] = [];
  readonly tokens = new Map<string, string>();
  refusal = { code: -32001, message: 'Authentication Failure' };
  private readonly media: MediaEngine;
  private gateway: RtcGateway | null = null;
  private nextLeg = 1;

  constructor(media: MediaEngine) {
    this.media = media;
  }

  connect(gateway: RtcGateway): void {
    this.gateway = gateway;
  }

  authenticate(login: { loginToken?: string }): ReturnType<RtcWorld['authenticate']> {
    const sipUsername = this.tokens.get(login.loginToken ?? '');
    if (!sipUsername) return { ok: false, ...this.refusal };
    return { ok: true, sipUsername, connectionId: '1' };
  }

  /** An outside person rings a browser. */
  async ring(sipUsername: string): Promise<FakeLeg> {
    const leg = this.addLeg(null);
    await this.media.createPerson(leg.personId);
    const rung = await this.gateway?.invite({
      legId: leg.legId,
      sipUsername,
      callerName: 'Maria Lopez',
      callerNumber: '+14165550123',
      calleeNumber: '+14375249932',
      callControlId: `v3:${leg.legId}`,
      callLegId: `leg-${leg.legId}`,
      callSessionId: `session-${leg.legId}`,
      clientState: 'aGVsbG8=',
      customHeaders: [{ name: 'X-Call-Id', value: '42' }],
    });
    if (!rung) throw new Error('Nobody was rung.');
    return leg;
  }

  legAnswered(legId: string): void {
    this.connectLeg(this.leg(legId));
  }

  legBye(legId: string, bye: ByeCause): void {
    this.leg(legId).bye = bye;
  }

  legHeld(legId: string, held: boolean): void {
    this.leg(legId).held = held;
  }

  legDtmf(legId: string, digits: string): void {
    const leg = this.leg(legId);
    leg.digits += digits;
    void this.media.dtmfTo(leg.personId, digits);
  }

  outboundInvite(placed: Parameters<RtcWorld['outboundInvite']>[0]) {
    const leg = this.addLeg(placed);
    void this.media.createPerson(leg.personId);
    return {
      legId: leg.legId,
      callControlId: `v3:${leg.legId}`,
      callLegId: `leg-${leg.legId}`,
      callSessionId: `session-${leg.legId}`,
    };
  }

  /** The far end of a call that a browser placed picks up. */
  async pickUp(leg: FakeLeg): Promise<void> {
    await this.gateway?.answered(leg.legId);
    this.connectLeg(leg);
  }

  registrationChanged(sipUsername: string, registered: boolean): void {
    this.registrations.push(`${sipUsername} ${registered ? 'on' : 'off'}`);
  }

  leg(legId: string): FakeLeg {
    const leg = this.legs.get(legId);
    if (!leg) throw new Error('The gateway named a leg that is not there.');
    return leg;
  }

  private connectLeg(leg: FakeLeg): void {
    leg.answered = true;
    this.media.bridge(leg.personId, leg.legId);
    this.media.markAnswered(leg.legId);
    this.media.markAnswered(leg.personId);
  }

  private addLeg(placed: FakeLeg['placed']): FakeLeg {
    const legId = `leg${this.nextLeg++}`;
    const leg = {
      legId,
      personId: `${legId}-person`,
      answered: false,
      held: false,
      digits: '',
      bye: null,
      placed,
    };
    this.legs.set(legId, leg);
    return leg;
  }
}
