import { type CallContext, findCall } from './call-context.ts';
import type { RtcCall } from './rtc-call.ts';
import { number, RTC_ERROR, text } from './rtc-frames.ts';

/** Hold, and changes of the connection (an ICE restart). */
export function modify(context: CallContext, call: RtcCall): void {
  const { socket, request } = context;
  const action = text(request.params, 'action');
  switch (action) {
    case 'hold':
      return setHeld(context, call, true);
    case 'unhold':
      return setHeld(context, call, false);
    case 'toggleHold':
      return setHeld(context, call, !call.held);
    case 'updateMedia':
      return restartIce(context, call);
    default:
      socket.refuse(request, RTC_ERROR.badRequest);
  }
}

function setHeld(
  { desk, socket, session, request }: CallContext,
  call: RtcCall,
  held: boolean,
): void {
  const changed = call.held !== held;
  call.held = held;
  // There is no SDP in a hold, and the browser goes on sending its microphone: dropped here.
  desk.media.setHeld(call.legId, held);
  socket.reply(request, {
    action: text(request.params, 'action') ?? '',
    holdState: held ? 'held' : 'active',
    callID: call.callId,
    sessid: session.sessid,
  });
  if (changed) desk.world.legHeld(call.legId, held);
}

function restartIce({ desk, socket, session, request }: CallContext, call: RtcCall): void {
  const offer = text(request.params, 'sdp');
  if (!offer) return socket.refuse(request, RTC_ERROR.badRequest);
  void call.inOrder(
    async () => {
      const sdp = await desk.media.acceptPeerOffer(call.legId, offer);
      call.peerLost = false;
      const result = { action: 'updateMedia', callID: call.callId, sdp, sessid: session.sessid };
      socket.reply(request, result);
    },
    (error) => {
      desk.onFault(error);
      socket.refuse(request, RTC_ERROR.badSdp);
    },
  );
}

/** A trickled candidate; it waits for the SDP that was sent before it. */
export function candidate(context: CallContext): void {
  const { desk, socket, session, request } = context;
  const { params } = request;
  const line = text(params, 'candidate');
  const call = findCall(context);
  socket.reply(request, { message: 'OK', sessid: session.sessid });
  // Late ones of an ended call, and the empty one that marks the end, need no work.
  if (!line || !call) return;
  const sdpMid = text(params, 'sdpMid') ?? '0';
  const sdpMLineIndex = number(params, 'sdpMLineIndex') ?? 0;
  void call.inOrder(
    () => desk.media.addPeerCandidate(call.legId, line, sdpMid, sdpMLineIndex),
    desk.onFault,
  );
}
