/**
 * The seam between the simulator's world (legs, webhooks, REST) and its WebRTC signalling
 * (`/rtc`, the protocol of the unmodified `@telnyx/webrtc`). The gateway owns sockets, sessions and
 * registration; the world owns call state. Leg ids are the world's.
 */
export interface ByeCause {
  /** As Telnyx names it in `telnyx_rtc.bye`: NORMAL_CLEARING, USER_BUSY, ORIGINATOR_CANCEL, ... */
  cause: string;
  causeCode: number;
  sipCode?: number;
  sipReason?: string;
}

export interface RtcInvite {
  legId: string;
  sipUsername: string;
  callerName: string;
  callerNumber: string;
  calleeNumber: string;
  callControlId: string;
  callLegId: string;
  callSessionId: string;
  /** Base64, passed through. */
  clientState?: string;
  customHeaders: { name: string; value: string }[];
}

/** What the gateway asks the world. */
export interface RtcWorld {
  /** Checks a login token (or login and password). */
  authenticate(login: {
    loginToken?: string;
    login?: string;
    password?: string;
  }):
    | { ok: true; sipUsername: string; connectionId: string }
    | { ok: false; code: number; message: string };
  /** The browser answered the leg; media is on its way. */
  legAnswered(legId: string): void;
  /** The browser ended or refused the leg. */
  legBye(legId: string, bye: ByeCause): void;
  legHeld(legId: string, held: boolean): void;
  legDtmf(legId: string, digits: string): void;
  /** The browser places a call itself. The world answers with a leg id, and drives it on. */
  outboundInvite(invite: {
    sipUsername: string;
    destination: string;
    callerNumber: string;
    callerName: string;
    clientState?: string;
    customHeaders: { name: string; value: string }[];
  }): { legId: string; callControlId: string; callLegId: string; callSessionId: string };
  /** Registrations changed (the booth page and the control API show them). */
  registrationChanged(sipUsername: string, registered: boolean): void;
}

/** What the world asks the gateway. */
export interface RtcGateway {
  isRegistered(sipUsername: string): boolean;
  registered(): { sipUsername: string; connectedAt: string }[];
  /** Rings the browser. False: nobody is registered under that name. */
  invite(invite: RtcInvite): Promise<boolean>;
  /** For a call that the browser placed: the far end rings, or answered. */
  ringing(legId: string): void;
  answered(legId: string): Promise<void>;
  bye(legId: string, bye: ByeCause): void;
  /** Fault: cuts every socket without a word. */
  dropSockets(): void;
  /** Revokes: ends registrations of a credential. */
  punt(sipUsername: string): void;
  shutdown(): Promise<void>;
}
