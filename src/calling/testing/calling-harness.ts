import type { AiCard, CallCard } from '@core/contracts/call-card.ts';
import type { CallAnswer, CallAction } from '@core/contracts/functions.ts';
import type { PartyCard, RoomCard } from '@core/contracts/room-card.ts';
import { createCalling, type Calling } from '../call-session.ts';
import type {
  CallFailure,
  ControlRequest,
  DeviceState,
  DialRequest,
  LiveCallsListener,
  Member,
  MicrophoneState,
  Result,
  TabMemory,
  Tone,
} from '../ports.ts';
import { createFakeSoftphone, type FakeSoftphone } from '../softphone/fake-softphone.ts';
import { createVirtualClock, settle, type VirtualClock } from './virtual-clock.ts';

export const ANA: Member = { id: 'member-ana', organizationId: 'org-maple', name: 'Ana' };

const LINE = { id: 'line-main', phoneNumber: '+14375249932', label: 'Main line' };

/** A card as the server would send it; by default Maria's call, ringing. */
export function cardOf(card: Partial<CallCard> = {}): CallCard {
  return {
    id: 'call-maria',
    organizationId: ANA.organizationId,
    version: 1,
    direction: 'inbound',
    status: 'ringing',
    outcome: null,
    outcomeReason: null,
    fromNumber: '+14165550123',
    toNumber: LINE.phoneNumber,
    client: { id: 'client-maria', name: 'Maria Lopez' },
    clientCount: 1,
    line: LINE,
    agent: null,
    startedAt: '2026-11-24T10:00:00.000Z',
    answeredAt: null,
    endedAt: null,
    deadlineAt: null,
    declinedBy: [],
    offeredTo: null,
    ringStep: 0,
    forwardedTo: null,
    isTest: false,
    handledBy: null,
    room: null,
    ai: null,
    aiAvailable: false,
    summaryLine: null,
    serverTime: '2026-11-24T10:00:00.000Z',
    ...card,
  };
}

/** What goes on in a call besides two who talk; by default nothing any more. */
export function roomOf(room: Partial<RoomCard> = {}): RoomCard {
  return { hold: null, parked: null, handoff: null, parties: [], ...room };
}

/** A colleague in a call; by default Ben, who is asked by Ana. */
export function partyOf(party: Partial<PartyCard> = {}): PartyCard {
  return {
    number: 1,
    kind: 'member',
    role: 'consult',
    member: { id: 'member-ben', name: 'Ben' },
    phoneNumber: null,
    clientName: null,
    clientId: null,
    status: 'ringing',
    mode: null,
    invitedBy: ANA,
    askedAt: '2026-11-24T10:02:00.000Z',
    joinedAt: null,
    heldSince: null,
    endReason: null,
    ...party,
  };
}

/** A card of a call that the AI has. */
export function aiCardOf(ai: Partial<AiCard> = {}, card: Partial<CallCard> = {}): CallCard {
  return cardOf({
    version: 2,
    status: 'active',
    answeredAt: '2026-11-24T10:00:02.000Z',
    handledBy: 'ai',
    aiAvailable: true,
    ai: {
      status: 'talking',
      since: '2026-11-24T10:00:02.000Z',
      language: 'en',
      reason: 'overflow',
      wants: null,
      ...ai,
    },
    ...card,
  });
}

/** What a card says of an AI that asks for a person. */
export const WANTS = {
  reason: 'Water is coming through the ceiling',
  urgent: true,
  since: '2026-11-24T10:01:00.000Z',
  deadlineAt: '2026-11-24T10:01:20.000Z',
};

export const refuse = (error: CallFailure): Result<never> => ({ ok: false, error });

/** The server as the browser sees it. Tests change `live` and `broadcast` what they want heard. */
export interface FakeServer {
  live: CallCard[];
  isReachable: boolean;
  controls: Omit<ControlRequest, 'deviceId'>[];
  dials: DialRequest[];
  reports: DeviceState[];
  snapshots: number;
  /** What the next requests answer; by default they are accepted. */
  onControl: (action: CallAction, callId: string) => Promise<Result<CallAnswer>>;
  onDial: (request: DialRequest) => Promise<Result<CallAnswer>>;
  broadcast(card: CallCard): void;
  setJoined(joined: boolean): void;
}

export interface Harness {
  calling: Calling;
  server: FakeServer;
  softphone: FakeSoftphone;
  clock: VirtualClock;
  memory: { current: TabMemory | null };
  tones: (Tone | null)[];
  titles: (string | null)[];
  openNotifications: Set<string>;
  /** What the browser says of the microphone from now on. */
  microphone: { state: MicrophoneState };
  wake(): void;
  /** The page is closed or put to sleep. */
  hide(): void;
}

export interface HarnessOptions {
  microphone?: MicrophoneState;
  registers?: boolean;
  remembered?: TabMemory;
  live?: CallCard[];
  /** Another tab had the phone, and sleeps. */
  isAfterSleeper?: boolean;
}

const accepted = (callId: string): Result<CallAnswer> => ({
  ok: true,
  value: { call_id: callId, status: 'connecting' },
});

/** The whole calling half on fakes, signed in as Ana, in virtual time. */
export async function startCalling(options: HarnessOptions = {}): Promise<Harness> {
  const clock = createVirtualClock();
  const softphone = createFakeSoftphone({ registers: options.registers ?? true });
  const memory = { current: options.remembered ?? null };
  const tones: (Tone | null)[] = [];
  const titles: (string | null)[] = [];
  const openNotifications = new Set<string>();
  let listener: LiveCallsListener | null = null;
  let wake = () => {};
  let hide = () => {};
  const microphone = { state: options.microphone ?? 'granted' };
  const server: FakeServer = {
    live: options.live ?? [],
    isReachable: true,
    controls: [],
    dials: [],
    reports: [],
    snapshots: 0,
    onControl: (_action, callId) => Promise.resolve(accepted(callId)),
    onDial: () => Promise.resolve(accepted('call-dialled')),
    broadcast: (card) => listener?.onCard(card),
    setJoined: (joined) => listener?.onJoined(joined),
  };
  const offline = refuse({ code: 'offline', message: 'no network' });
  const calling = createCalling({
    callApi: {
      makeCall(request) {
        server.dials.push(request);
        return server.isReachable ? server.onDial(request) : Promise.resolve(offline);
      },
      control({ deviceId: _device, ...request }) {
        const { callId, action } = request;
        server.controls.push(request);
        return server.isReachable ? server.onControl(action, callId) : Promise.resolve(offline);
      },
      webrtcToken: () => Promise.resolve(offline),
    },
    liveCalls: {
      snapshot() {
        server.snapshots += 1;
        return Promise.resolve(server.isReachable ? { ok: true, value: server.live } : offline);
      },
      subscribe(_scope, next) {
        listener = next;
        return () => {
          listener = null;
        };
      },
    },
    presence: {
      report(_deviceId, state) {
        server.reports.push(state);
        return Promise.resolve(server.isReachable ? { ok: true, value: null } : offline);
      },
      reportGoneNow: (_deviceId, state) => server.reports.push(state),
      isReachable: () => Promise.resolve(server.isReachable),
    },
    quality: { report: () => Promise.resolve({ ok: true, value: null }) },
    softphone,
    microphone: {
      request: () => Promise.resolve(microphone.state),
      state: () => Promise.resolve(microphone.state),
      onChange: () => () => {},
    },
    devices: { idOf: () => 'device-1' },
    audio: {
      list: () => Promise.resolve({ inputs: [], outputs: [] }),
      chosen: () => null,
      choose: () => {},
      onChange: () => () => {},
      canChooseOutput: true,
    },
    tones: {
      play: (tone) => tones.push(tone),
      key: () => {},
      enable: () => Promise.resolve(),
      useOutput: () => {},
      isBlocked: () => false,
      onBlockedChange: () => () => {},
    },
    notifier: {
      permission: () => 'granted',
      request: () => Promise.resolve(),
      show({ tag }) {
        openNotifications.add(tag);
        return () => openNotifications.delete(tag);
      },
    },
    title: { flash: (text) => titles.push(text) },
    clock,
    page: {
      onWake(run) {
        const before = wake;
        wake = () => {
          before();
          run();
        };
        return () => {};
      },
      onHide(run) {
        hide = run;
        return () => {
          hide = () => {};
        };
      },
      focus: () => {},
    },
    memory: {
      read: () => memory.current,
      write: (next) => {
        memory.current = next;
      },
    },
    preferences: { fromNumberId: () => null, setFromNumberId: () => {} },
    texts: {
      notificationTitle: (caller) => caller,
      notificationBody: (line) => line,
      titleFlash: (caller) => caller,
    },
  });
  calling.open(ANA);
  await calling.holdPhone(ANA, { isAfterSleeper: options.isAfterSleeper ?? false });
  server.setJoined(true);
  await settle();
  return {
    calling,
    server,
    softphone,
    clock,
    memory,
    tones,
    titles,
    openNotifications,
    microphone,
    wake: () => wake(),
    hide: () => hide(),
  };
}
