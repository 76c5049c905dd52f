import type { RtcInvite } from './rtc-gateway.ts';
import type { RtcSession } from './rtc-session.ts';

/** Telnyx's names of a leg, which the SDK shows as `call.telnyxIDs`. */
export interface TelnyxIds {
  callControlId: string;
  callLegId: string;
  callSessionId: string;
}

/**
 * `ringing`: offered to the browser, not answered. `placed`: by the browser, far end not answered.
 */
export type RtcCallState = 'ringing' | 'placed' | 'active' | 'ended';

/** A call as one browser sees it. */
export class RtcCall {
  readonly callId: string;
  readonly legId: string;
  readonly session: RtcSession;
  readonly ids: TelnyxIds;
  /** What a ringing or reattached browser is told about the call. */
  readonly invite: RtcInvite;
  state: RtcCallState;
  held = false;
  /** No RTP came from the browser for a while. */
  peerLost = false;
  /** Our SDP: the offer while it rings, the answer to an offer of the browser. */
  sdp: string | null = null;
  /** The browser has our answer already, from early media. */
  mediaSent = false;
  private work: Promise<void> = Promise.resolve();
  private attachTimer: NodeJS.Timeout | null = null;

  constructor(callId: string, session: RtcSession, invite: RtcInvite, state: RtcCallState) {
    this.callId = callId;
    this.session = session;
    this.invite = invite;
    this.legId = invite.legId;
    this.state = state;
    this.ids = invite;
  }

  get hasEnded(): boolean {
    return this.state === 'ended';
  }

  /**
   * Runs work on this call's media one after the other: a candidate that arrives while the answer is
   * being applied has to wait for it. Work queued behind the call's end is dropped.
   */
  inOrder(work: () => Promise<void>, onFault: (error: unknown) => void): Promise<void> {
    this.work = this.work.then(() => (this.hasEnded ? undefined : work())).catch(onFault);
    return this.work;
  }

  /** Calls `onTimeout` unless the browser answers an attach within `delayMs`. */
  awaitAttach(delayMs: number, onTimeout: () => void): void {
    this.cancelAttach();
    this.attachTimer = setTimeout(onTimeout, delayMs);
    this.attachTimer.unref();
  }

  cancelAttach(): void {
    if (this.attachTimer) clearTimeout(this.attachTimer);
    this.attachTimer = null;
  }
}

/** `params` of both invite and attach: all that the SDK reads of them. */
export function inviteParams(call: RtcCall, sdp: string): Record<string, unknown> {
  const { invite } = call;
  return {
    callID: call.callId,
    sdp,
    caller_id_name: invite.callerName,
    caller_id_number: invite.callerNumber,
    callee_id_name: 'Outbound Call',
    callee_id_number: invite.calleeNumber,
    display_direction: 'outbound',
    ...telnyxIdParams(call),
    ...(invite.clientState === undefined ? {} : { client_state: invite.clientState }),
    dialogParams: { custom_headers: invite.customHeaders },
  };
}

export function telnyxIdParams(call: RtcCall): Record<string, string> {
  return {
    telnyx_call_control_id: call.ids.callControlId,
    telnyx_session_id: call.ids.callSessionId,
    telnyx_leg_id: call.ids.callLegId,
  };
}
