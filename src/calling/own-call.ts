import { EMPTY_FORM, type CallError, type OwnCall } from './call-state.ts';
import { addNotice, patchOwn, without, type CallStore } from './call-store.ts';
import type { LiveFeed } from './live-feed.ts';
import type { PhoneLine } from './phone-line.ts';
import type { CallApiPort, CallFailure, ClockPort, SoftphonePort, TabMemoryPort } from './ports.ts';
import { isWithAi, ownCard, partyName } from './selectors.ts';
import { secondsSince } from './server-clock.ts';

/** How long a press on Call or Accept waits for a telephone that is just registering. */
const READY_TIMEOUT_MS = 10_000;
/** The server ends both legs; when it does not answer in time, this tab ends its own. */
const HANGUP_GRACE_MS = 2_000;
/** After a hang-up that the server took, the longest that the screen waits for its last word. */
const LEG_GONE_GRACE_MS = 4_000;
const OUTCOME_SHOWN_MS = 8_000;

export interface DialTarget {
  /** E.164, or what the server shall parse. */
  to: string;
  /** What stays in the field should the call be refused; by default the number itself. */
  typed?: string;
  name?: string | null;
  clientId?: string | null;
  /** See `DialRequest`. */
  confirmed?: boolean;
}

export interface OwnCallDeps {
  store: CallStore;
  softphone: SoftphonePort;
  callApi: CallApiPort;
  line: PhoneLine;
  feed: LiveFeed;
  memory: TabMemoryPort;
  clock: ClockPort;
  /** Called with every request for a leg, so that an offered leg can wait for its answer. */
  trackRequest: <Answer>(request: Promise<Answer>) => Promise<Answer>;
}

export interface OwnCallActions {
  dial(target: DialTarget): Promise<void>;
  /** Accepts a call that rings, or takes over one that the AI has. */
  accept(callId: string): Promise<void>;
  decline(callId: string): Promise<void>;
  hangUp(): Promise<void>;
  setMuted(muted: boolean): void;
  sendDigit(digit: string): void;
  dismissFinished(): void;
  /** Ends the own call on screen. */
  finish(): void;
  /** Shows for a moment what became of a call. */
  showFinished(call: OwnCall): void;
}

/** What a person does with a call. Every press twice is harmless: the second finds it under way. */
export function createOwnCall(deps: OwnCallDeps): OwnCallActions {
  const { store, softphone, callApi, line, feed, memory, clock, trackRequest } = deps;
  let cancelDismiss = () => {};
  let dialAttempt = 0;

  const newOwn = (own: Partial<OwnCall> & Pick<OwnCall, 'direction'>): OwnCall => ({
    callId: null,
    name: null,
    number: null,
    legId: null,
    leg: 'none',
    muted: false,
    digits: '',
    isEnding: false,
    isHandingBack: false,
    ...own,
  });

  const remember = () => {
    const { own } = store.getState();
    memory.write(own?.callId ? { callId: own.callId, legId: own.legId, muted: own.muted } : null);
  };

  const finish = () => {
    const { own } = store.getState();
    if (!own) return;
    dialAttempt += 1;
    if (own.legId && own.leg !== 'ended') softphone.hangUp(own.legId);
    store.setState({ own: null });
    memory.write(null);
    showFinished(own);
  };

  const showFinished = (call: OwnCall) => {
    const card = call.callId ? store.getState().cards[call.callId] : undefined;
    // A health check says itself how its call went.
    if (card?.isTest) {
      store.setState(({ dialog }) => ({ dialog: { ...dialog, isOpen: false } }));
      return;
    }
    store.setState({ finished: { card: card ?? null, own: call } });
    cancelDismiss();
    cancelDismiss = clock.after(OUTCOME_SHOWN_MS, dismissFinished);
  };

  const dismissFinished = () => {
    cancelDismiss();
    store.setState((state) =>
      state.finished
        ? {
            finished: null,
            form: EMPTY_FORM,
            dialog: { ...state.dialog, isOpen: false, isKeypadOpen: false },
          }
        : {},
    );
  };

  const openFor = (own: OwnCall) => {
    cancelDismiss();
    store.setState(({ handed }) => ({
      own,
      handed: handed?.callId === own.callId ? null : handed,
      finished: null,
      dialError: null,
      dialog: { isOpen: true, isMinimised: false, isKeypadOpen: false },
    }));
  };

  const failDial = (error: CallError) => {
    store.setState((state) => ({
      own: null,
      dialError: error,
      dialog: { ...state.dialog, isOpen: true, isMinimised: false },
    }));
  };

  const dial = async (target: DialTarget): Promise<void> => {
    const state = store.getState();
    if (state.own) {
      if (state.own.number === target.to) return;
      store.setState({ dialError: { code: 'agent_busy', message: 'A call is under way' } });
      return;
    }
    const { name = null, clientId = null } = target;
    dialAttempt += 1;
    const mine = dialAttempt;
    const isWanted = () => mine === dialAttempt && store.getState().own?.callId === null;
    store.setState({ form: { number: target.typed ?? target.to, clientId, clientName: name } });
    openFor(newOwn({ direction: 'outbound', name, number: target.to }));
    const isReady = await line.whenReady(READY_TIMEOUT_MS);
    // Cancelled while it waited: nothing was asked of the server yet.
    if (!isWanted()) return;
    const { deviceId, fromNumberId } = store.getState();
    if (!isReady || !deviceId) {
      failDial({ code: 'phone_not_ready', message: 'The telephone of this browser is not ready' });
      return;
    }
    const result = await trackRequest(
      callApi.makeCall({
        to: target.to,
        fromNumberId,
        clientId,
        deviceId,
        ...(target.confirmed ? { confirmed: true } : {}),
      }),
    );
    if (!result.ok) {
      if (isWanted()) failDial(result.error);
      return;
    }
    const callId = result.value.call_id;
    if (!isWanted()) {
      void callApi.control({ callId, action: 'hangup', deviceId });
      return;
    }
    patchOwn(store, { callId });
    remember();
    if (ownCard(store.getState())?.status === 'ended') finish();
  };

  const releaseClaim = (callId: string, error: CallFailure) => {
    const card = store.getState().cards[callId];
    const isGone = ['already_claimed', 'not_in_this_state', 'not_found'].includes(error.code);
    store.setState((state) => ({
      own: null,
      dialog: { ...state.dialog, isOpen: false },
      lost: isGone ? { ...state.lost, [callId]: true as const } : state.lost,
      popupErrors: isGone ? state.popupErrors : { ...state.popupErrors, [callId]: error },
    }));
    memory.write(null);
    if (!isGone || !card) return;
    const { clockOffsetMs } = store.getState();
    const caller = partyName(card);
    const afterSeconds = secondsSince(card.startedAt, clock.now(), clockOffsetMs);
    if (error.claimedBy) {
      addNotice(store, { kind: 'taken', callId, by: error.claimedBy.name, caller, afterSeconds });
    } else {
      addNotice(store, { kind: 'gave_up', callId, caller, number: card.fromNumber, afterSeconds });
    }
    void feed.refresh();
  };

  const accept = async (callId: string): Promise<void> => {
    const state = store.getState();
    const card = state.cards[callId];
    if (state.own || !card || (card.status !== 'ringing' && !isWithAi(card))) return;
    const action = isWithAi(card) ? 'take_over' : 'accept';
    store.setState({ popupErrors: without(state.popupErrors, callId) });
    const own = newOwn({
      callId,
      direction: 'inbound',
      name: partyName(card),
      number: card.fromNumber,
    });
    openFor(own);
    const isReady = await line.whenReady(READY_TIMEOUT_MS);
    if (store.getState().own?.callId !== callId) return;
    const { deviceId } = store.getState();
    if (!isReady || !deviceId) {
      releaseClaim(callId, { code: 'agent_not_registered', message: 'The telephone is not ready' });
      return;
    }
    remember();
    const result = await trackRequest(callApi.control({ callId, action, deviceId }));
    if (!result.ok && store.getState().own?.callId === callId) releaseClaim(callId, result.error);
  };

  const decline = async (callId: string): Promise<void> => {
    const { deviceId, silenced } = store.getState();
    if (!deviceId || silenced[callId]) return;
    store.setState({ silenced: { ...silenced, [callId]: true } });
    const result = await callApi.control({ callId, action: 'decline', deviceId });
    if (result.ok || result.error.code === 'not_in_this_state') return;
    store.setState((state) => ({
      silenced: without(state.silenced, callId),
      popupErrors: { ...state.popupErrors, [callId]: result.error },
    }));
  };

  const hangUp = async (): Promise<void> => {
    const { own, deviceId } = store.getState();
    if (!own || own.isEnding) return;
    if (!own.callId || !deviceId) {
      finish();
      return;
    }
    const { callId, legId } = own;
    patchOwn(store, { isEnding: true });
    const cancel = clock.after(HANGUP_GRACE_MS, () => {
      if (store.getState().own?.callId === callId) finish();
    });
    const result = await callApi.control({ callId, action: 'hangup', deviceId });
    cancel();
    if (legId) softphone.hangUp(legId);
    if (store.getState().own?.callId !== callId) return;
    await feed.refresh();
    if (!result.ok || ownCard(store.getState())?.status === 'ended') finish();
    else clock.after(LEG_GONE_GRACE_MS, () => store.getState().own?.callId === callId && finish());
  };

  return {
    dial,
    accept,
    decline,
    hangUp,
    dismissFinished,
    finish,
    showFinished,
    setMuted(muted) {
      const { own } = store.getState();
      if (!own) return;
      patchOwn(store, { muted });
      if (own.legId) softphone.setMuted(own.legId, muted);
      remember();
    },
    sendDigit(digit) {
      const { own } = store.getState();
      if (!own?.legId || own.leg !== 'active') return;
      softphone.sendDigit(own.legId, digit);
      patchOwn(store, { digits: own.digits + digit });
    },
  };
}
