import type { CallCard } from '@core/contracts/call-card.ts';
import type { CallAction } from '@core/contracts/functions.ts';
import type { LineQuality } from './call-quality.ts';
import type { AudioRole, Availability, CallFailure, Member, SoftphoneProblem } from './ports.ts';

/**
 * Where the telephone of this tab stands.
 *
 *   off ──sign in──▶ starting ──▶ registering ──▶ ready ◀──▶ reconnecting
 *                       │              │            │
 *                       └──────────────┴────────────┴──▶ blocked (with the reason)
 *
 * `ready` is said only after the server knows it too: it is a promise that calls ring here.
 */
export type PhoneState =
  | { status: 'off' }
  | { status: 'starting' }
  /** The browser waits for the person to allow the microphone. */
  | { status: 'asking' }
  | { status: 'registering' }
  | { status: 'ready' }
  | { status: 'reconnecting' }
  | { status: 'blocked'; problem: SoftphoneProblem };

/** A hold or the end of one that was asked for, until the card says so too. */
export interface HoldWish {
  isHeld: boolean;
  /** By the server's clock. */
  since: string;
}

/** A call that this tab carries or sets up. */
export interface OwnCall {
  /** Names it here, also before the server has. */
  key: string;
  /** Null until the server has given it an id. */
  callId: string | null;
  direction: 'inbound' | 'outbound';
  /** Shown until the card arrives. */
  name: string | null;
  number: string | null;
  legId: string | null;
  leg: 'none' | 'active' | 'reconnecting' | 'ended';
  muted: boolean;
  /** What was pressed on the keypad. */
  digits: string;
  /** So many requests with digits went to the server; counts on over a reload. */
  presses: number;
  holdWish: HoldWish | null;
  /** I listen to a colleague's call; it is not mine to end. */
  isSupervising: boolean;
  isEnding: boolean;
  /** The AI was asked to go on with the caller. */
  isHandingBack: boolean;
}

/** An own call after its end. */
export interface Finished {
  card: CallCard | null;
  own: OwnCall;
  /** When it goes by itself, by this machine's clock; null: it stays until it is put away. */
  closesAtMs: number | null;
}

/** What is open over the keys of the softphone. */
export type CallPanel = 'transfer' | 'add' | 'notes';

/** A call that I gave to the AI and that I still watch. */
export interface HandedCall {
  callId: string;
  /** What the phone shows should it end meanwhile. */
  own: OwnCall;
}

export interface DialForm {
  number: string;
  clientId: string | null;
  clientName: string | null;
}

/** Why a call could not be placed, or a call's key did nothing. */
export type CallError = CallFailure | { code: 'phone_not_ready'; message: string };

/** A line that stays for a moment where the popup was. */
export type Notice =
  | { kind: 'taken'; callId: string; by: string; caller: string; afterSeconds: number }
  | { kind: 'taken_here'; callId: string; caller: string }
  | { kind: 'ai_took'; callId: string; caller: string }
  | {
      kind: 'gave_up';
      callId: string;
      caller: string;
      number: string | null;
      afterSeconds: number;
    }
  /** A colleague asked for me and went on without me. */
  | { kind: 'withdrawn'; callId: string; by: string; caller: string };

export interface CallingState {
  me: Member | null;
  deviceId: string | null;
  /** The phone of this browser is in this tab; otherwise another tab has it and this one shows it. */
  holdsPhone: boolean;
  /** What this member chose; away, nothing rings here. */
  availability: Availability;
  phone: PhoneState;
  soundBlocked: boolean;
  /** How the sound of the own call is. */
  lineQuality: LineQuality;
  /** Devices that were chosen and are not there, by their names. */
  missingDevices: Readonly<Partial<Record<AudioRole, string>>>;
  /** What keeps the far end from hearing me though the call goes on. */
  microphoneTrouble: 'mic_denied' | 'mic_missing' | null;
  /** Every call that was live since sign-in, by id; ended ones stay as tombstones for a while. */
  cards: Readonly<Record<string, CallCard>>;
  /** Order in which cards were last heard of; tells a snapshot what is newer than itself. */
  heardAt: Readonly<Record<string, number>>;
  lastHeard: number;
  /** Calls that a snapshot no longer listed, so that they must have ended. */
  presumedEnded: Readonly<Record<string, true>>;
  /** The first answer of the server has come. */
  hasSnapshot: boolean;
  /** Both channels are joined; otherwise the calls are polled. */
  isLive: boolean;
  /** Server's clock minus this machine's, milliseconds. */
  clockOffsetMs: number;
  /** The call in the foreground: the only one of mine that may have sound. */
  own: OwnCall | null;
  /** My other calls, all on hold; the one that was put aside last comes last. */
  aside: readonly OwnCall[];
  /** The call that I handed to the AI, until it is folded away or somebody has it. */
  handed: HandedCall | null;
  /** The own call after its end, until it is dismissed. */
  finished: Finished | null;
  /** What was asked of the server for a call and has no answer yet. */
  underWay: Readonly<Record<string, CallAction>>;
  /** Calls whose "Send to AI" is under way. */
  sentToAi: Readonly<Record<string, true>>;
  popupErrors: Readonly<Record<string, CallFailure>>;
  /** Silenced here, before the server said so. */
  silenced: Readonly<Record<string, true>>;
  /** Claims that somebody else won, before the card said so. */
  lost: Readonly<Record<string, true>>;
  notices: readonly Notice[];
  dialog: PhoneDialog;
  form: DialForm;
  dialError: CallError | null;
  fromNumberId: string | null;
}

export interface PhoneDialog {
  isOpen: boolean;
  isMinimised: boolean;
  isKeypadOpen: boolean;
  panel: CallPanel | null;
}

export const CLOSED_DIALOG: PhoneDialog = {
  isOpen: false,
  isMinimised: false,
  isKeypadOpen: false,
  panel: null,
};

export const EMPTY_FORM: DialForm = { number: '', clientId: null, clientName: null };

export const INITIAL_STATE: CallingState = {
  me: null,
  deviceId: null,
  holdsPhone: false,
  availability: 'available',
  phone: { status: 'off' },
  soundBlocked: false,
  lineQuality: 'good',
  missingDevices: {},
  microphoneTrouble: null,
  cards: {},
  heardAt: {},
  lastHeard: 0,
  presumedEnded: {},
  hasSnapshot: false,
  isLive: false,
  clockOffsetMs: 0,
  own: null,
  aside: [],
  handed: null,
  finished: null,
  underWay: {},
  sentToAi: {},
  popupErrors: {},
  silenced: {},
  lost: {},
  notices: [],
  dialog: CLOSED_DIALOG,
  form: EMPTY_FORM,
  dialError: null,
  fromNumberId: null,
};
