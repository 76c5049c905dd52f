import { without, type CallStore } from './call-store.ts';
import type { LiveFeed } from './live-feed.ts';
import { findCall } from './own-calls.ts';
import type { CallApiPort, CallFailure, ControlRequest, PartyTarget } from './ports.ts';

export interface TransferOptions {
  /** Talk first (`attended`), or send at once (`blind`). */
  mode: 'blind' | 'attended';
  /** The person was asked whether to call a country that nobody has called before. */
  confirmed?: boolean;
}

/** What a person does in a call besides talking. Each resolves with why it came to nothing, or null. */
export interface RoomActions {
  transfer(
    callId: string,
    target: PartyTarget,
    options: TransferOptions,
  ): Promise<CallFailure | null>;
  /** I leave; those who remain talk. */
  completeTransfer(callId: string): Promise<CallFailure | null>;
  /** Back to the caller; whom I asked is let go. */
  cancelTransfer(callId: string): Promise<CallFailure | null>;
  addPerson(
    callId: string,
    target: PartyTarget,
    options?: Pick<TransferOptions, 'confirmed'>,
  ): Promise<CallFailure | null>;
  removeParty(callId: string, party: number): Promise<CallFailure | null>;
  /** I leave a call in which others remain. */
  leave(callId: string): Promise<CallFailure | null>;
  /** The caller hears music until somebody picks them up. */
  park(callId: string): Promise<CallFailure | null>;
  /** The other call's caller comes into this one. */
  merge(callId: string, otherCallId: string): Promise<CallFailure | null>;
}

export function createRoomActions(deps: {
  store: CallStore;
  callApi: CallApiPort;
  feed: LiveFeed;
}): RoomActions {
  const { store, callApi, feed } = deps;

  /** One thing at a time per call: the second press finds it under way. */
  const ask = async (request: Omit<ControlRequest, 'deviceId'>): Promise<CallFailure | null> => {
    const { callId, action } = request;
    const { deviceId, underWay } = store.getState();
    if (!deviceId || underWay[callId] || !findCall(store.getState(), callId)) return null;
    store.setState({ underWay: { ...underWay, [callId]: action }, dialError: null });
    const result = await callApi.control({ ...request, deviceId });
    await feed.refresh();
    store.setState((state) => ({ underWay: without(state.underWay, callId) }));
    if (result.ok) return null;
    const { error } = result;
    // A question is asked where the number was chosen; anything else stands on the call's card.
    if (error.code !== 'confirm_destination') store.setState({ dialError: error });
    return error;
  };

  const confirmedBy = (confirmed: boolean | undefined) => (confirmed ? { confirmed } : {});

  return {
    transfer: (callId, target, { mode, confirmed }) =>
      ask({ callId, action: 'transfer', target, mode, ...confirmedBy(confirmed) }),
    completeTransfer: (callId) => ask({ callId, action: 'complete_transfer' }),
    cancelTransfer: (callId) => ask({ callId, action: 'cancel_transfer' }),
    addPerson: (callId, target, options) =>
      ask({ callId, action: 'add_person', target, ...confirmedBy(options?.confirmed) }),
    removeParty: (callId, party) => ask({ callId, action: 'remove_party', party }),
    leave: (callId) => ask({ callId, action: 'leave' }),
    park: (callId) => ask({ callId, action: 'park' }),
    merge: (callId, otherCallId) => ask({ callId, action: 'merge', otherCallId }),
  };
}
