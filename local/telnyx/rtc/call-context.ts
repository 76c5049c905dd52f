import type { CallDesk } from './call-desk.ts';
import type { RtcCall } from './rtc-call.ts';
import { callIdOf, type ClientRequest, RTC_ERROR } from './rtc-frames.ts';
import type { RtcSession } from './rtc-session.ts';
import type { RtcSocket } from './rtc-socket.ts';

/** A logged-in browser's request about a call, and all that is needed to answer it. */
export interface CallContext {
  desk: CallDesk;
  socket: RtcSocket;
  session: RtcSession;
  request: ClientRequest;
}

/** Handles a request about a call that has to be there; refuses it when it is not. */
export function withCall(handle: (context: CallContext, call: RtcCall) => void) {
  return (context: CallContext): void => {
    const call = findCall(context);
    if (call) handle(context, call);
    else context.socket.refuse(context.request, RTC_ERROR.callDoesNotExist);
  };
}

export function findCall({ session, request }: CallContext): RtcCall | undefined {
  const callId = callIdOf(request.params);
  return callId === undefined ? undefined : session.calls.get(callId);
}
