import { startAcceptAgain } from './accept-again.ts';
import { startAudioRouting } from './audio-routing.ts';
import { startBringBack } from './bring-back.ts';
import { createCallActions, type CallActions } from './call-actions.ts';
import { recalledState, rememberCalls } from './call-memory.ts';
import {
  EMPTY_FORM,
  INITIAL_STATE,
  type CallingState,
  type CallPanel,
  type DialForm,
} from './call-state.ts';
import { createCallStore, type CallStore } from './call-store.ts';
import { followSound } from './leg-sound.ts';
import { startLineWatch } from './line-watch.ts';
import { ownCalls } from './own-calls.ts';
import { watchOwnCalls } from './own-watch.ts';
import type {
  AudioDevicesPort,
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
  QualityPort,
  SoftphonePort,
  TabMemoryPort,
  TitlePort,
  TonesPort,
} from './ports.ts';
import { SILENT, startRingEffects, type RingTexts } from './ring-effects.ts';
import { watchRings } from './ring-watch.ts';
import { roleIn } from './room-selectors.ts';
import { createTestAnswer } from './test-answer.ts';

/** How long the call that was over before a reload stays on screen after it. */
const RECALLED_SHOWN_MS = 30_000;

export interface CallingPorts {
  callApi: CallApiPort;
  liveCalls: LiveCallsPort;
  presence: PresencePort;
  quality: QualityPort;
  softphone: SoftphonePort;
  microphone: MicrophonePort;
  devices: DevicePort;
  audio: AudioDevicesPort;
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
export interface Calling extends CallActions {
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
  /** Opens a panel of the softphone, or closes it when it is open already. */
  togglePanel(panel: CallPanel): void;
  setForm(form: Partial<DialForm>): void;
  setFromNumber(numberId: string): void;
  clock: ClockPort;
  tones: TonesPort;
  notifier: NotifierPort;
  audio: AudioDevicesPort;
}

/** What `tab-calling.ts` does with the session: every tab opens it, one holds the phone. */
export interface CallSession extends Calling {
  /** Hears of the organisation's calls, without a telephone. */
  open(member: Member): void;
  /**
   * Brings the telephone up in this tab, with the calls that the last holder left.
   *
   * @param last whether the tab that had it sleeps, and keeps its legs
   */
  holdPhone(member: Member, last?: { isAfterSleeper: boolean }): Promise<void>;
  /** Another tab has the telephone now: nothing is hung up, and the server is told nothing. */
  letGoPhone(): Promise<void>;
}

/** Wires stores, effects and ports; made once per page in the composition root. */
export function createCalling(ports: CallingPorts): CallSession {
  const { softphone, memory, clock, tones, notifier, preferences, page } = ports;
  const store = createCallStore();
  const { actions, feed, line, watch } = createCallActions(ports, store);
  let stops: (() => void)[] = [];

  const restore = () => {
    const recalled = recalledState(memory);
    const isOpen = Boolean(recalled.own ?? recalled.finished);
    store.setState(({ dialog }) => ({
      ...recalled,
      dialog: { ...dialog, isOpen: isOpen || dialog.isOpen },
    }));
    // What is to be written up is put away as always, only later; what somebody writes in stays.
    if (recalled.finished?.closesAtMs) actions.dismissLater(RECALLED_SHOWN_MS);
  };

  /** The calls that are remembered may have ended, or gone to somebody else, in between. */
  const checkRestored = () => {
    const check = (state: CallingState) => {
      if (!state.hasSnapshot) return;
      for (const { key, callId } of ownCalls(state)) {
        const card = callId ? state.cards[callId] : undefined;
        if (!callId || (card && card.status !== 'ended' && roleIn(state, card))) continue;
        watch.letGo(key);
      }
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

  const holdPhone = async (member: Member, last = { isAfterSleeper: false }) => {
    endEffects();
    store.setState({ holdsPhone: true });
    restore();
    stops = [
      startAcceptAgain({ store, clock, memory, accept: actions.accept }),
      checkRestored(),
      rememberCalls(store, memory, clock),
      followSound(store, softphone),
      watchOwnCalls({ store, ...watch }),
      watchRings(store, clock),
      startRingEffects({ ...ports, store, onNotificationClick: () => page.focus() }),
      startBringBack({ ...ports, store, ...last }),
      startLineWatch({ ...ports, store }),
      startAudioRouting({ ...ports, store }),
      tones.onBlockedChange((soundBlocked) => store.setState({ soundBlocked })),
    ];
    store.setState({ soundBlocked: tones.isBlocked() });
    await line.start(member);
  };

  return {
    ...actions,
    store,
    clock,
    tones,
    notifier,
    audio: ports.audio,
    async signIn(member) {
      if (store.getState().me?.id === member.id) return;
      if (store.getState().me) await stop();
      open(member);
      await holdPhone(member);
    },
    open,
    holdPhone,
    async letGoPhone() {
      endEffects();
      stops = [startRingEffects({ ...ports, ...SILENT, store })];
      store.setState({ holdsPhone: false });
      await line.letGo();
    },
    async signOut() {
      if (!store.getState().me) return;
      await stop();
      memory.write(null);
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
    acceptTest: createTestAnswer({ store, clock, accept: actions.accept }),
    testRing() {
      tones.useOutput(ports.audio.chosen('ringer')?.id ?? null);
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
        dialog: { ...dialog, isKeypadOpen: !dialog.isKeypadOpen, panel: null },
      }));
    },
    togglePanel(panel) {
      store.setState(({ dialog }) => ({
        dialog: {
          ...dialog,
          isMinimised: false,
          isKeypadOpen: false,
          panel: dialog.panel === panel ? null : panel,
        },
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
