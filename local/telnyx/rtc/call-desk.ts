import { randomUUID } from 'node:crypto';
import type { MediaEngine } from '../media/media-engine.ts';
import { inviteParams, RtcCall, telnyxIdParams } from './rtc-call.ts';
import type { ByeCause, RtcInvite, RtcWorld } from './rtc-gateway.ts';
import type { RtcSession } from './rtc-session.ts';

/** A page that does not answer an attach for this long has nothing left of the call. */
const ATTACH_TIMEOUT_MS = 20_000;

export const NORMAL_CLEARING: ByeCause = { cause: 'NORMAL_CLEARING', causeCode: 16 };
/** The browser never came back. Named as the SIP stack behind Telnyx names a lost call. */
export const RECOVERY_EXPIRED: ByeCause = { cause: 'RECOVERY_ON_TIMER_EXPIRE', causeCode: 102 };
export const MEDIA_FAILED: ByeCause = { cause: 'INCOMPATIBLE_DESTINATION', causeCode: 88 };

/** The calls of all browsers, and what the world asks of them. */
export class CallDesk {
  readonly world: RtcWorld;
  readonly media: MediaEngine;
  /** Told what went wrong, without SDP or numbers. */
  readonly onFault: (error: unknown) => void;
  private readonly byLeg = new Map<string, RtcCall>();

  constructor(world: RtcWorld, media: MediaEngine, onFault: (error: unknown) => void) {
    this.world = world;
    this.media = media;
    this.onFault = onFault;
  }

  ofLeg(legId: string): RtcCall | undefined {
    return this.byLeg.get(legId);
  }

  add(call: RtcCall): void {
    call.session.calls.set(call.callId, call);
    this.byLeg.set(call.legId, call);
  }

  /** Rings a page. False when its socket went away meanwhile. */
  async invite(session: RtcSession, invite: RtcInvite): Promise<boolean> {
    const call = new RtcCall(randomUUID(), session, invite, 'ringing');
    this.add(call);
    await call.inOrder(
      async () => {
        const sdp = await this.media.createPeerOffer(call.legId);
        // The caller gave up meanwhile.
        if (call.hasEnded) return this.media.close(call.legId);
        call.sdp = sdp;
        session.socket?.request('invite', inviteParams(call, sdp));
      },
      (error) => this.onFault(error),
    );
    if (call.hasEnded || (call.sdp !== null && session.socket?.isOpen)) return true;
    this.forget(call);
    return false;
  }

  /** The far end of a call that the browser placed rings; early media opens, so that it is heard. */
  ringing(legId: string): void {
    const call = this.byLeg.get(legId);
    if (call?.state !== 'placed') return;
    void call.inOrder(async () => {
      const { callerNumber, calleeNumber, callerName } = call.invite;
      call.session.socket?.request('ringing', {
        callID: call.callId,
        caller_id_name: callerName,
        caller_id_number: callerNumber,
        callee_id_number: calleeNumber,
        ...telnyxIdParams(call),
        dialogParams: { custom_headers: [] },
      });
      this.sendEarlyMedia(call);
    }, this.onFault);
  }

  async answered(legId: string): Promise<void> {
    const call = this.byLeg.get(legId);
    if (call?.state !== 'placed') return;
    await call.inOrder(async () => {
      call.state = 'active';
      call.session.socket?.request('answer', {
        callID: call.callId,
        ...(call.mediaSent ? {} : { sdp: call.sdp }),
        ...telnyxIdParams(call),
        dialogParams: { custom_headers: [] },
      });
    }, this.onFault);
  }

  /** The world ends the browser's leg. */
  bye(legId: string, bye: ByeCause): void {
    const call = this.byLeg.get(legId);
    if (!call || call.hasEnded) return;
    call.session.socket?.request('bye', {
      callID: call.callId,
      ...bye,
      dialogParams: { custom_headers: [] },
    });
    this.forget(call);
  }

  /** The browser's side ended it: by a BYE, or by vanishing. */
  ended(call: RtcCall, bye: ByeCause): void {
    if (call.hasEnded) return;
    call.state = 'ended';
    try {
      // Told first, so that the world can still ask what the leg has heard.
      this.world.legBye(call.legId, bye);
    } catch (error) {
      // Also called by timers, where a throw would end the process.
      this.onFault(error);
    }
    this.forget(call);
  }

  /** A new offer for a page that was reloaded. */
  async attach(call: RtcCall): Promise<void> {
    await call.inOrder(async () => {
      const sdp = await this.media.createPeerOffer(call.legId);
      if (call.hasEnded) return this.media.close(call.legId);
      call.awaitAttach(ATTACH_TIMEOUT_MS, () => {
        call.session.socket?.request('bye', { callID: call.callId, ...RECOVERY_EXPIRED });
        this.ended(call, RECOVERY_EXPIRED);
      });
      // From now on our offer counts, not our answer to the browser's.
      call.mediaSent = true;
      call.session.socket?.request('attach', inviteParams(call, sdp));
    }, this.onFault);
  }

  /** The same invite again, with the same offer, for a page that was reloaded while it rang. */
  ringAgain(call: RtcCall): void {
    if (call.sdp) call.session.socket?.request('invite', inviteParams(call, call.sdp));
  }

  private sendEarlyMedia(call: RtcCall): void {
    if (!call.sdp || call.mediaSent) return;
    call.mediaSent = true;
    call.session.socket?.request('media', { callID: call.callId, sdp: call.sdp });
  }

  private forget(call: RtcCall): void {
    call.state = 'ended';
    call.cancelAttach();
    call.session.calls.delete(call.callId);
    this.byLeg.delete(call.legId);
    this.media.close(call.legId).catch(this.onFault);
  }
}
