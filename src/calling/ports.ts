import type { CallCard } from '@core/contracts/call-card.ts';
import type {
  CallAction,
  CallAnswer,
  ErrorCode,
  WebrtcTokenAnswer,
} from '@core/contracts/functions.ts';
import type { QualityChange } from '@core/contracts/quality-card.ts';
import type { LegTraffic, LineQuality } from './call-quality.ts';
import type { Finished, OwnCall } from './call-state.ts';

/** Who sits at this browser. */
export interface Member {
  id: string;
  organizationId: string;
  name: string;
  /** What they may do; left out: an agent. */
  role?: 'owner' | 'admin' | 'agent';
}

/** Why a request came to nothing: a code of the server, or `offline` when it was not reached. */
export interface CallFailure {
  code: ErrorCode | 'offline';
  message: string;
  /** `already_claimed`: who has the call. */
  claimedBy?: { id: string; name: string };
  /** Limits of calls out: ISO 3166 alpha-2 of the destination, where it is known. */
  country?: string;
}

export type Result<Value, Failure = CallFailure> =
  | { ok: true; value: Value }
  | { ok: false; error: Failure };

export interface DialRequest {
  to: string;
  fromNumberId: string | null;
  clientId: string | null;
  deviceId: string;
  /** The person was asked whether to call a country that nobody has called before. */
  confirmed?: boolean;
}

/** Whom a call goes to, or who joins it: a colleague, or a number in any format. */
export type PartyTarget = { memberId: string } | { number: string; clientId?: string };

/** How a supervisor takes part: unheard, heard by the agent, heard by all. */
export type Supervision = 'monitor' | 'whisper' | 'barge';

/** What moves a call; see `callControlRequest` for what each field belongs to. */
export interface ControlRequest {
  callId: string;
  action: CallAction;
  deviceId: string;
  /** `hand_back`: what the AI shall know. */
  note?: string;
  party?: number;
  digits?: string;
  press?: number;
  mode?: 'blind' | 'attended';
  target?: PartyTarget;
  confirmed?: boolean;
  otherCallId?: string;
  supervision?: Supervision;
}

/** The Edge Functions that move calls. */
export interface CallApiPort {
  makeCall(request: DialRequest): Promise<Result<CallAnswer>>;
  control(request: ControlRequest): Promise<Result<CallAnswer>>;
  webrtcToken(deviceId: string): Promise<Result<WebrtcTokenAnswer>>;
}

export type DeviceState = 'ready' | 'in_call' | 'offline' | 'signed_out';

/** Tells the server that this browser can be rung; the server forgets it after 11 s of silence. */
export interface PresencePort {
  report(deviceId: string, state: DeviceState): Promise<Result<null>>;
  /** Sent while the page is being closed, frozen or signed out; nobody waits for the answer. */
  reportGoneNow(deviceId: string, state: 'offline' | 'signed_out'): void;
  /** Whether the server answers within a second. */
  isReachable(): Promise<boolean>;
}

/** What a member chose: do calls ring for them at all? */
export type Availability = 'available' | 'away' | 'do_not_disturb';

/** The organisation's live calls: a snapshot to ask for, and hints as they change. */
export interface LiveCallsPort {
  snapshot(): Promise<Result<CallCard[]>>;
  /**
   * Joins the organisation's and the member's private channels and keeps them joined.
   *
   * @returns leaves both
   */
  subscribe(
    scope: { organizationId: string; memberId: string },
    listener: LiveCallsListener,
  ): () => void;
}

export interface LiveCallsListener {
  onCard(card: CallCard): void;
  /** Whose network troubles a call. */
  onQuality(change: QualityChange): void;
  /** Called whenever both channels are joined, and when one is lost. */
  onJoined(joined: boolean): void;
}

/** Percent that was lost on the way here and there, and milliseconds; null: not measured. */
export interface SoundFigures {
  lossIn: number | null;
  lossOut: number | null;
  jitterMs: number | null;
  roundTripMs: number | null;
}

/** From `at` on my call sounds like this; `whole`: how it sounded from then to now. */
export interface QualityReport extends Partial<SoundFigures> {
  what: LineQuality | 'whole';
  /** By the server's clock. */
  at: string;
}

/** Keeps how my calls sound, for the others and for later. */
export interface QualityPort {
  report(callId: string, reports: readonly QualityReport[]): Promise<Result<null>>;
}

export type SoftphoneProblem =
  | 'mic_denied'
  | 'mic_missing'
  | 'login_failed'
  | 'network'
  | 'signed_in_elsewhere'
  | 'unsupported';

/** What the softphone says. A leg is one browser-side call of the SDK, named by its id. */
export type SoftphoneEvent =
  | { type: 'registering' }
  | { type: 'ready' }
  | { type: 'reconnecting' }
  | { type: 'blocked'; problem: SoftphoneProblem }
  /** A leg rings; it is answered only when somebody here expects it. */
  | { type: 'leg_offered'; legId: string; callId: string | null }
  /** Sound flows. `recovered`: the leg of a call from before a reload or a socket cut. */
  | { type: 'leg_active'; legId: string; callId: string | null; recovered: boolean }
  | { type: 'leg_reconnecting'; legId: string }
  | { type: 'leg_ended'; legId: string }
  /** The browser refused to play the far end's sound until the next click. */
  | { type: 'sound_blocked' };

/** How well sound travels between this browser and the telephone network. */
export interface NetworkQuality {
  verdict: 'good' | 'poor' | 'blocked' | 'unknown';
  /** How unevenly packets arrive; null: not measured. */
  jitterMs: number | null;
}

/** The only thing that knows the telephony SDK. */
export interface SoftphonePort {
  /** Registers under this device's own credential and stays registered until `disconnect`. */
  connect(deviceId: string): Promise<void>;
  disconnect(): Promise<void>;
  /** Closes what this page has of the telephone without ending a call: another tab goes on with it. */
  abandon(): Promise<void>;
  /** Renews what ran out during sleep or a network change. */
  wake(): void;
  /**
   * Whether a call would reach this telephone now. Where the network was not heard of lately it is
   * asked; when it does not answer, the registration is made afresh.
   */
  check(): Promise<boolean>;
  answer(legId: string): void;
  hangUp(legId: string): void;
  setMuted(legId: string, muted: boolean): void;
  /** Nothing goes out and nothing is heard: of a call that waits, whatever the server does. */
  setSilent(legId: string, silent: boolean): void;
  sendDigit(legId: string, digit: string): void;
  /** What a leg carried so far; null when it is none of this page. */
  traffic(legId: string): Promise<LegTraffic | null>;
  /** The network was away and is back: connects again at once, and has running calls brought back. */
  reconnect(): void;
  /** Speaks into this microphone, also in calls that run; null: the computer's own choice. */
  useMicrophone(deviceId: string | null): void;
  /** The microphone was away, or not allowed, and is back. */
  refreshMicrophone(): void;
  useSpeaker(deviceId: string | null): void;
  /** Calls Telnyx's test number for five seconds and measures. Never rejects; not during a call. */
  measureNetwork(): Promise<NetworkQuality>;
  /** Plays the far end's sound after the browser had refused it; call from a click. */
  enableSound(): void;
  subscribe(listener: (event: SoftphoneEvent) => void): () => void;
}

export type MicrophoneState = 'granted' | 'denied' | 'prompt' | 'missing' | 'unsupported';

export interface MicrophonePort {
  /** Asks the browser, and so perhaps the person, for the microphone; releases it at once. */
  request(): Promise<MicrophoneState>;
  state(): Promise<MicrophoneState>;
  onChange(listener: (state: MicrophoneState) => void): () => void;
}

/** The identity of a member's telephone in this browser. */
export interface DevicePort {
  idOf(memberId: string): string;
}

export type AudioRole = 'microphone' | 'speaker' | 'ringer';

export interface AudioDevice {
  id: string;
  label: string;
}

export interface AudioDevicesPort {
  /** Nothing, before the microphone was allowed. */
  list(): Promise<{ inputs: AudioDevice[]; outputs: AudioDevice[] }>;
  /** Null: whatever the computer uses. */
  chosen(role: AudioRole): AudioDevice | null;
  choose(role: AudioRole, device: AudioDevice | null): void;
  /** Plugged in, pulled out, or chosen, in whichever tab. */
  onChange(listener: () => void): () => void;
  /** Not every browser lets a page choose where sound goes. */
  canChooseOutput: boolean;
}

/** `knock`: somebody has waited on hold for long. */
export type Tone = 'ring' | 'quiet_ring' | 'ringback' | 'knock' | 'key';

export interface TonesPort {
  /** Plays one looped tone instead of the present one; null is silence. */
  play(tone: Tone | null): void;
  /** One short key tone. */
  key(digit: string): void;
  /** Call from a click; browsers mute pages until there was one. */
  enable(): Promise<void>;
  /** Rings at this loudspeaker; null: the computer's own choice. */
  useOutput(deviceId: string | null): void;
  isBlocked(): boolean;
  onBlockedChange(listener: (blocked: boolean) => void): () => void;
}

export interface NotifierPort {
  permission(): 'granted' | 'denied' | 'default' | 'unsupported';
  request(): Promise<void>;
  /** @returns closes it */
  show(notice: { tag: string; title: string; body: string; onClick: () => void }): () => void;
}

/** Blinks the tab's title. */
export interface TitlePort {
  flash(text: string | null): void;
}

/** Timers that also run in a tab that lies in the background. */
export interface ClockPort {
  /** Milliseconds since the epoch, by this machine. */
  now(): number;
  /** @returns cancels it */
  after(delayMs: number, run: () => void): () => void;
  /** @returns stops it */
  every(intervalMs: number, run: () => void): () => void;
}

/** What a browser remembers of its call over a reload, and when another tab takes the phone. */
export interface TabMemory {
  /** The one in the foreground first. */
  calls: readonly OwnCall[];
  /** The call that was just over, with its outcome still to be written down. */
  finished: Finished | null;
  /** Server minus local, as it was known: a page that comes up measures it badly. */
  clockOffsetMs?: number;
}

export interface TabMemoryPort {
  read(): TabMemory | null;
  write(memory: TabMemory | null): void;
}

/** What a member chose in this browser. */
export interface PreferencesPort {
  fromNumberId(memberId: string): string | null;
  setFromNumberId(memberId: string, numberId: string): void;
}

/** Page events that call for a fresh look: focus, online, visible again, back from sleep. */
export interface PagePort {
  onWake(listener: () => void): () => void;
  onHide(listener: () => void): () => void;
  focus(): void;
}
