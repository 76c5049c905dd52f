import { CLOSED_DIALOG, type CallError, type OwnCall } from './call-state.ts';
import { addNotice, without, type CallStore } from './call-store.ts';
import type { LiveFeed } from './live-feed.ts';
import {
  broughtForward,
  callWithKey,
  findCall,
  newCall,
  ownCalls,
  patchCall,
  withoutCall,
} from './own-calls.ts';
import type { PhoneLine } from './phone-line.ts';
import type { CallApiPort, CallFailure, ClockPort, ControlRequest } from './ports.ts';
import { asksMe } from './room-selectors.ts';
import { callPhase, callsForPerson, isParked, isWithAi, partyName } from './selectors.ts';
import { secondsSince, serverNow } from './server-clock.ts';

/** How long a press on Call or Accept waits for a telephone that is just registering. */
const READY_TIMEOUT_MS = 10_000;

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
  callApi: CallApiPort;
  line: PhoneLine;
  feed: LiveFeed;
  clock: ClockPort;
  /** Called with every request for a leg, so that an offered leg can wait for its answer. */
  trackRequest: <Answer>(request: Promise<Answer>) => Promise<Answer>;
  finish: (key: string) => void;
}

export interface OwnCallActions {
  /** Places a call; the one that I am in is put on hold. */
  dial(target: DialTarget): Promise<void>;
  /**
   * Takes a call that rings or is parked, takes one over from the AI, or joins a colleague who asks.
   * The one that I am in is put on hold.
   */
  accept(callId: string): Promise<void>;
  /** My call goes on in this browser instead of another one of mine. */
  moveHere(callId: string): Promise<void>;
  /** Listens to a colleague's call, or changes how I take part in it. */
  supervise(callId: string, supervision: NonNullable<ControlRequest['supervision']>): Promise<void>;
  decline(callId: string): Promise<void>;
}

/** How a call comes to this browser. Every press twice is harmless: the second finds it under way. */
export function createOwnCall(deps: OwnCallDeps): OwnCallActions {
  const { store, callApi, line, feed, clock, trackRequest, finish } = deps;
  let dials = 0;

  const openFor = (call: OwnCall) => {
    store.setState((state) => ({
      ...broughtForward(state, call, serverNow(clock.now(), state.clockOffsetMs)),
      handed: state.handed?.callId === call.callId ? null : state.handed,
      finished: null,
      dialError: null,
      dialog: { ...CLOSED_DIALOG, isOpen: true },
    }));
  };

  /** The call that came to nothing goes; the one that it put aside is in front again, as it was. */
  const takeBack = (key: string) => {
    store.setState((state) => {
      const isFront = state.own?.key === key;
      const { own, aside } = withoutCall(state, key);
      return { own: own && isFront ? { ...own, holdWish: null } : own, aside };
    });
  };

  const failDial = (key: string, error: CallError) => {
    takeBack(key);
    store.setState((state) => ({
      dialError: error,
      dialog: { ...state.dialog, isOpen: true, isMinimised: false },
    }));
  };

  const dial = async (target: DialTarget): Promise<void> => {
    const state = store.getState();
    const { name = null, clientId = null } = target;
    if (ownCalls(state).some(({ number }) => number === target.to)) return;
    // One that is not through yet cannot wait.
    if (state.own && !['active', 'held'].includes(callPhase(state, state.own))) {
      store.setState({ dialError: { code: 'agent_busy', message: 'A call is under way' } });
      return;
    }
    dials += 1;
    const key = `dial-${dials}`;
    const isWanted = () => callWithKey(store.getState(), key) !== undefined;
    store.setState({ form: { number: target.typed ?? target.to, clientId, clientName: name } });
    openFor(newCall({ key, direction: 'outbound', name, number: target.to }));
    const isReady = await line.whenReady(READY_TIMEOUT_MS);
    // Cancelled while it waited: nothing was asked of the server yet.
    if (!isWanted()) return;
    const { deviceId, fromNumberId } = store.getState();
    if (!isReady || !deviceId) {
      const message = 'The telephone of this browser is not ready';
      failDial(key, { code: 'phone_not_ready', message });
      return;
    }
    const { to, confirmed } = target;
    const asked = { to, fromNumberId, clientId, deviceId, ...(confirmed ? { confirmed } : {}) };
    const result = await trackRequest(callApi.makeCall(asked));
    if (!result.ok) {
      if (isWanted()) failDial(key, result.error);
      return;
    }
    const callId = result.value.call_id;
    if (!isWanted()) {
      void callApi.control({ callId, action: 'hangup', deviceId });
      return;
    }
    patchCall(store, key, { callId });
    if (store.getState().cards[callId]?.status === 'ended') finish(key);
  };

  const releaseClaim = (callId: string, error: CallFailure) => {
    takeBack(callId);
    const card = store.getState().cards[callId];
    const isGone = ['already_claimed', 'not_in_this_state', 'not_found'].includes(error.code);
    store.setState((state) => ({
      dialog: { ...state.dialog, isOpen: state.own !== null },
      lost: isGone ? { ...state.lost, [callId]: true as const } : state.lost,
      popupErrors: isGone ? state.popupErrors : { ...state.popupErrors, [callId]: error },
    }));
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

  /** Puts a call in front that the server is asked to connect to this browser. */
  const claim = async (
    call: OwnCall,
    request: Omit<ControlRequest, 'deviceId'>,
  ): Promise<CallFailure | null> => {
    openFor(call);
    const isReady = await line.whenReady(READY_TIMEOUT_MS);
    if (!findCall(store.getState(), request.callId)) return null;
    const { deviceId } = store.getState();
    if (!isReady || !deviceId) {
      return { code: 'agent_not_registered', message: 'The telephone is not ready' };
    }
    const result = await trackRequest(callApi.control({ ...request, deviceId }));
    return result.ok || !findCall(store.getState(), request.callId) ? null : result.error;
  };

  const claimed = (callId: string, more: Partial<OwnCall> = {}): OwnCall | null => {
    const card = store.getState().cards[callId];
    if (!card) return null;
    const number = card.direction === 'inbound' ? card.fromNumber : card.toNumber;
    // A number is read anew when it is shown: in the language of that moment.
    const name = card.client?.name ?? null;
    const { direction } = card;
    return newCall({ key: callId, callId, direction, name, number, ...more });
  };

  return {
    dial,
    async accept(callId) {
      const state = store.getState();
      const card = state.cards[callId];
      const call = claimed(callId);
      if (!card || !call || findCall(state, callId)) return;
      const isFree = callsForPerson(card) || isWithAi(card) || isParked(card);
      if (!isFree && !asksMe(state, card)) return;
      store.setState({ popupErrors: without(state.popupErrors, callId) });
      const action = isWithAi(card) ? 'take_over' : 'accept';
      const error = await claim(call, { callId, action });
      if (error) releaseClaim(callId, error);
    },
    async moveHere(callId) {
      const known = findCall(store.getState(), callId);
      const call = known ? { ...known, legId: null, leg: 'none' as const } : claimed(callId);
      if (!call) return;
      store.setState(({ popupErrors }) => ({ popupErrors: without(popupErrors, callId) }));
      const error = await claim(call, { callId, action: 'move_here' });
      if (!error) return;
      takeBack(call.key);
      store.setState(({ dialog, popupErrors, own }) => ({
        dialog: { ...dialog, isOpen: own !== null },
        popupErrors: { ...popupErrors, [callId]: error },
      }));
    },
    async supervise(callId, supervision) {
      const state = store.getState();
      const known = findCall(state, callId);
      if (known && !known.isSupervising) return;
      if (!known && state.own) {
        store.setState({ dialError: { code: 'agent_busy', message: 'A call is under way' } });
        return;
      }
      const call = known ?? claimed(callId, { isSupervising: true });
      if (!call) return;
      const error = await claim(call, { callId, action: 'supervise', supervision });
      if (!error) return;
      if (known) store.setState({ dialError: error });
      else releaseClaim(callId, error);
    },
    async decline(callId) {
      const { deviceId, silenced } = store.getState();
      if (!deviceId || silenced[callId]) return;
      store.setState({ silenced: { ...silenced, [callId]: true } });
      const result = await callApi.control({ callId, action: 'decline', deviceId });
      if (result.ok || result.error.code === 'not_in_this_state') return;
      store.setState((state) => ({
        silenced: without(state.silenced, callId),
        popupErrors: { ...state.popupErrors, [callId]: result.error },
      }));
    },
  };
}
