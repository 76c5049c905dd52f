import { createAiHandOver, type AiHandOver } from './ai-hand-over.ts';
import { startBringBack } from './bring-back.ts';
import { EMPTY_FORM, INITIAL_STATE, type CallingState, type DialForm } from './call-state.ts';
import { createCallStore, type CallStore } from './call-store.ts';
import { createLiveFeed } from './live-feed.ts';
import { createMoveHere, type MoveHere } from './move-here.ts';
import { createOwnCall, type OwnCallActions } from './own-call.ts';
import { createOwnLegs, type OwnLegs } from './own-legs.ts';
import { watchCards } from './own-watch.ts';
import { createPhoneLine } from './phone-line.ts';
import type {
  Availability,
  CallApiPort,
  ClockPort,
  DevicePort,
  LiveCallsPort,
  Member,
  MicrophonePort,
  NetworkQuality,
  NotifierPort,
  PagePort,
  PreferencesPort,
  PresencePort,
  SoftphonePort,
  TabMemoryPort,
  TitlePort,
  TonesPort,
} from './ports.ts';
import { SILENT, startRingEffects, type RingTexts } from './ring-effects.ts';
import { createTestAnswer } from './test-answer.ts';

export interface CallingPorts {
  callApi: CallApiPort;
  liveCalls: LiveCallsPort;
  presence: PresencePort;
  softphone: SoftphonePort;
  microphone: MicrophonePort;
  devices: DevicePort;
  tones: TonesPort;
  notifier: NotifierPort;
  title: TitlePort;
  clock: ClockPort;
  page: PagePort;
  memory: TabMemoryPort;
  preferences: PreferencesPort;
  texts: RingTexts;
}

/** The calling half of the app, as components see it: a store to read and things to do. */
export interface Calling
  extends Omit<OwnCallActions, 'finish' | 'showFinished'>, AiHandOver, MoveHere {
  store: CallStore;
  /** Starts everything for this member. Harmless when already running for the same one. */
  signIn(member: Member): Promise<void>;
  signOut(): Promise<void>;
  /** Asks for the microphone, unlocks sound, registers. From a click. */
  enableCalls(): Promise<void>;
  enableRinging(): Promise<void>;
  /** What the member chose in this tab, before or after the server has taken it. */
  setAvailability(availability: Availability): void;
  /** Answers a health check's call as soon as it rings here. Resolves false when it never did. */
  acceptTest(callId: string): Promise<boolean>;
  testRing(): () => void;
  /** Five seconds; not during a call. */
  measureNetwork(): Promise<NetworkQuality>;
  keyTone(digit: string): void;
  openDialog(form?: Partial<DialForm>): void;
  closeDialog(): void;
  setMinimised(isMinimised: boolean): void;
  toggleKeypad(): void;
  setForm(form: Partial<DialForm>): void;
  setFromNumber(numberId: string): void;
  clock: ClockPort;
  tones: TonesPort;
  notifier: NotifierPort;
}

/** What `tab-calling.ts` does with the session: every tab opens it, one holds the phone. */
export interface CallSession extends Calling {
  /** Hears of the organisation's calls, without a telephone. */
  open(member: Member): void;
  /** Brings the telephone up in this tab, with the calls that the last holder left. */
  hold(member: Member): Promise<void>;
  /** Another tab has the telephone now: nothing is hung up, and the server is told nothing. */
  letGo(): Promise<void>;
}

/** Wires stores, effects and ports; made once per page in the composition root. */
export function createCalling(ports: CallingPorts): CallSession {
  const { softphone, memory, clock, tones, notifier, preferences, page } = ports;
  const store = createCallStore();
  const feed = createLiveFeed({ store, ...ports });
  const line = createPhoneLine({ store, ...ports });
  // The two need each other: legs end calls, and calls wait for legs.
  let legs: OwnLegs | null = null;
  const trackRequest: OwnLegs['trackRequest'] = (request) =>
    legs ? legs.trackRequest(request) : request;
  const own = createOwnCall({
    ...ports,
    store,
    line,
    feed,
    trackRequest,
  });
  const moving = createMoveHere({ ...ports, store, line, trackRequest });
  const handOver = createAiHandOver({ ...ports, store, feed });
  legs = createOwnLegs({ store, softphone, feed, memory, clock, finish: own.finish });
  const ownLegs = legs;
  softphone.subscribe((event) => {
    line.onSoftphoneEvent(event);
    ownLegs.onSoftphoneEvent(event);
  });
  let stops: (() => void)[] = [];

  const restore = () => {
    const remembered = memory.read();
    if (!remembered) {
      store.setState({ own: null });
      return;
    }
    store.setState((state) => ({
      own: {
        direction: 'inbound',
        name: null,
        number: null,
        digits: '',
        isEnding: false,
        isHandingBack: false,
        // Where this tab has shown it already.
        ...state.own,
        ...remembered,
        leg: 'reconnecting',
      },
      dialog: { ...state.dialog, isOpen: true },
    }));
  };

  /** The call that is remembered may have ended, or gone to somebody else, in between. */
  const checkRestored = () => {
    const check = ({ hasSnapshot, own: call, cards, me }: CallingState) => {
      if (!hasSnapshot || !call?.callId) return;
      const card = cards[call.callId];
      if (card && card.status !== 'ended' && card.agent?.id === me?.id) return;
      memory.write(null);
      store.setState({ own: null, dialog: INITIAL_STATE.dialog });
    };
    check(store.getState());
    return store.subscribe((state, previous) => {
      if (!previous.hasSnapshot) check(state);
    });
  };

  const endEffects = () => {
    for (const each of stops) each();
    stops = [];
  };

  const stop = async () => {
    endEffects();
    feed.stop();
    await line.stop();
    store.setState({ ...INITIAL_STATE, availability: store.getState().availability });
  };

  const open = (member: Member) => {
    store.setState({ me: member, fromNumberId: preferences.fromNumberId(member.id) });
    feed.start(member);
    // Every tab says in its title that somebody calls; one rings and shows the notification.
    stops = [startRingEffects({ ...ports, ...SILENT, store })];
  };

  const hold = async (member: Member) => {
    endEffects();
    store.setState({ holdsPhone: true });
    restore();
    stops = [
      checkRestored(),
      watchCards({ ...ports, store, finish: own.finish, showFinished: own.showFinished }),
      startRingEffects({ ...ports, store, onNotificationClick: () => page.focus() }),
      startBringBack({ ...ports, store }),
      tones.onBlockedChange((soundBlocked) => store.setState({ soundBlocked })),
    ];
    store.setState({ soundBlocked: tones.isBlocked() });
    await line.start(member);
  };

  const { finish: _finish, showFinished: _showFinished, ...actions } = own;
  return {
    ...actions,
    ...handOver,
    ...moving,
    store,
    clock,
    tones,
    notifier,
    async signIn(member) {
      if (store.getState().me?.id === member.id) return;
      if (store.getState().me) await stop();
      open(member);
      await hold(member);
    },
    open,
    hold,
    async letGo() {
      endEffects();
      stops = [startRingEffects({ ...ports, ...SILENT, store })];
      store.setState({ holdsPhone: false });
      await line.letGo();
    },
    async signOut() {
      if (!store.getState().me) return;
      memory.write(null);
      await stop();
    },
    async enableCalls() {
      await tones.enable();
      await line.enable();
    },
    async enableRinging() {
      await tones.enable();
      softphone.enableSound();
    },
    setAvailability(availability) {
      store.setState({ availability });
    },
    acceptTest: createTestAnswer({ store, clock, accept: own.accept }),
    testRing() {
      void tones.enable().then(() => tones.play('ring'));
      const cancel = clock.after(2_500, () => tones.play(null));
      return () => {
        cancel();
        tones.play(null);
      };
    },
    measureNetwork: () => softphone.measureNetwork(),
    keyTone: (digit) => tones.key(digit),
    openDialog(form) {
      store.setState((state) => ({
        dialog: { ...state.dialog, isOpen: true, isMinimised: false },
        ...(state.own ? {} : { finished: null, dialError: null }),
        form: form ? { ...EMPTY_FORM, ...form } : state.form,
      }));
    },
    closeDialog() {
      store.setState((state) => ({
        dialog: { ...state.dialog, isOpen: state.own !== null, isMinimised: state.own !== null },
        dialError: null,
      }));
    },
    setMinimised(isMinimised) {
      store.setState((state) => ({ dialog: { ...state.dialog, isMinimised } }));
    },
    toggleKeypad() {
      store.setState(({ dialog }) => ({
        dialog: { ...dialog, isKeypadOpen: !dialog.isKeypadOpen },
      }));
    },
    setForm(form) {
      store.setState((state) => ({ form: { ...state.form, ...form }, dialError: null }));
    },
    setFromNumber(numberId) {
      const { me } = store.getState();
      if (me) preferences.setFromNumberId(me.id, numberId);
      store.setState({ fromNumberId: numberId });
    },
  };
}
