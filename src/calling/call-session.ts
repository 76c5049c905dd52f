import { createAiHandOver, type AiHandOver } from './ai-hand-over.ts';
import { EMPTY_FORM, INITIAL_STATE, type DialForm } from './call-state.ts';
import { createCallStore, type CallStore } from './call-store.ts';
import { createLiveFeed } from './live-feed.ts';
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
import { startRingEffects, type RingTexts } from './ring-effects.ts';
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
export interface Calling extends Omit<OwnCallActions, 'finish' | 'showFinished'>, AiHandOver {
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

/** Wires stores, effects and ports; made once per page in the composition root. */
export function createCalling(ports: CallingPorts): Calling {
  const { softphone, memory, clock, tones, notifier, preferences, page } = ports;
  const store = createCallStore();
  const feed = createLiveFeed({ store, ...ports });
  const line = createPhoneLine({ store, ...ports });
  // The two need each other: legs end calls, and calls wait for legs.
  let legs: OwnLegs | null = null;
  const own = createOwnCall({
    ...ports,
    store,
    line,
    feed,
    trackRequest: (request) => (legs ? legs.trackRequest(request) : request),
  });
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
    if (!remembered) return;
    store.setState((state) => ({
      own: {
        ...remembered,
        direction: 'inbound',
        name: null,
        number: null,
        leg: 'reconnecting',
        digits: '',
        isEnding: false,
        isHandingBack: false,
      },
      dialog: { ...state.dialog, isOpen: true },
    }));
  };

  /** The call that the tab remembers may have ended, or gone to somebody else, while it reloaded. */
  const checkRestored = () =>
    store.subscribe((state, previous) => {
      if (!state.hasSnapshot || previous.hasSnapshot || !state.own?.callId) return;
      const card = state.cards[state.own.callId];
      if (card && card.status !== 'ended' && card.agent?.id === state.me?.id) return;
      memory.write(null);
      store.setState({ own: null, dialog: INITIAL_STATE.dialog });
    });

  const stop = async () => {
    for (const each of stops) each();
    stops = [];
    feed.stop();
    await line.stop();
    store.setState({ ...INITIAL_STATE, availability: store.getState().availability });
  };

  const { finish: _finish, showFinished: _showFinished, ...actions } = own;
  return {
    ...actions,
    ...handOver,
    store,
    clock,
    tones,
    notifier,
    async signIn(member) {
      if (store.getState().me?.id === member.id) return;
      if (store.getState().me) await stop();
      store.setState({ me: member, fromNumberId: preferences.fromNumberId(member.id) });
      restore();
      stops = [
        checkRestored(),
        watchCards({ ...ports, store, finish: own.finish, showFinished: own.showFinished }),
        startRingEffects({ ...ports, store, onNotificationClick: () => page.focus() }),
        tones.onBlockedChange((soundBlocked) => store.setState({ soundBlocked })),
      ];
      store.setState({ soundBlocked: tones.isBlocked() });
      feed.start(member);
      await line.start(member);
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
