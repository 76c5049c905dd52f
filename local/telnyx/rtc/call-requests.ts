import { type CallContext, findCall, withCall } from './call-context.ts';
import { type CallDesk, MEDIA_FAILED, NORMAL_CLEARING } from './call-desk.ts';
import { candidate, modify } from './media-requests.ts';
import { RtcCall } from './rtc-call.ts';
import {
  callIdOf,
  type ClientRequest,
  customHeadersOf,
  fieldsOf,
  number,
  RTC_ERROR,
  text,
} from './rtc-frames.ts';
import type { ByeCause } from './rtc-gateway.ts';
import type { RtcSocket } from './rtc-socket.ts';

/** What a logged-in browser may ask about calls. Every request gets exactly one answer. */
export const CALL_REQUESTS: Record<string, (context: CallContext) => void> = {
  'telnyx_rtc.invite': placeCall,
  'telnyx_rtc.answer': withCall(answer),
  'telnyx_rtc.attach': withCall(answer),
  'telnyx_rtc.bye': hangUp,
  'telnyx_rtc.modify': withCall(modify),
  'telnyx_rtc.info': info,
  'telnyx_rtc.candidate': candidate,
  'telnyx_rtc.endOfCandidates': ({ socket, session, request }) =>
    socket.reply(request, { message: 'OK', sessid: session.sessid }),
};

function placeCall({ desk, socket, session, request }: CallContext): void {
  const dialog = fieldsOf(request.params, 'dialogParams');
  const callId = callIdOf(request.params);
  const sdp = text(request.params, 'sdp');
  const destination = text(dialog, 'destination_number');
  if (!callId || !sdp || !destination) return socket.refuse(request, RTC_ERROR.badRequest);
  const created = { message: 'CALL CREATED', callID: callId, sessid: session.sessid };
  if (session.calls.has(callId)) return socket.reply(request, created);
  const clientState = text(dialog, 'clientState');
  const placed = {
    sipUsername: session.sipUsername,
    destination,
    callerNumber: text(dialog, 'caller_id_number') ?? '',
    callerName: text(dialog, 'caller_id_name') ?? '',
    customHeaders: customHeadersOf(dialog),
    ...(clientState === undefined ? {} : { clientState }),
  };
  const invite = { ...placed, calleeNumber: destination, ...desk.world.outboundInvite(placed) };
  const call = new RtcCall(callId, session, invite, 'placed');
  desk.add(call);
  // Before anything else about the call: a late result would take an active call back to `trying`.
  socket.reply(request, created);
  void call.inOrder(
    async () => {
      call.sdp = await desk.media.acceptPeerOffer(call.legId, sdp);
    },
    (error) => endForMedia(desk, socket, call, error),
  );
}

function answer({ desk, socket, session, request }: CallContext, call: RtcCall): void {
  const sdp = text(request.params, 'sdp');
  if (!sdp) return socket.refuse(request, RTC_ERROR.badRequest);
  const isAttach = request.method === 'telnyx_rtc.attach';
  const answered = { message: 'CALL ANSWERED', callID: call.callId, sessid: session.sessid };
  if (!isAttach && call.state !== 'ringing') return socket.reply(request, answered);
  void call.inOrder(
    async () => {
      await desk.media.acceptPeerAnswer(call.legId, sdp);
      call.cancelAttach();
      call.peerLost = false;
      socket.reply(request, answered);
      if (call.state !== 'ringing') return;
      call.state = 'active';
      desk.world.legAnswered(call.legId);
    },
    (error) => {
      socket.refuse(request, RTC_ERROR.badSdp);
      endForMedia(desk, socket, call, error);
    },
  );
}

function endForMedia(desk: CallDesk, socket: RtcSocket, call: RtcCall, error: unknown): void {
  desk.onFault(error);
  socket.request('bye', { callID: call.callId, ...MEDIA_FAILED });
  desk.ended(call, MEDIA_FAILED);
}

function hangUp(context: CallContext): void {
  const { desk, socket, session, request } = context;
  const call = findCall(context);
  const bye = byeOf(request);
  // Also for a call that is not there: both sides may hang up at once.
  socket.reply(request, {
    message: 'CALL ENDED',
    callID: callIdOf(request.params) ?? '',
    cause: bye.cause,
    causeCode: bye.causeCode,
    sessid: session.sessid,
  });
  if (call) desk.ended(call, bye);
}

function byeOf({ params }: ClientRequest): ByeCause {
  const sipCode = number(params, 'sipCode');
  const sipReason = text(params, 'sipReason');
  return {
    cause: text(params, 'cause') ?? NORMAL_CLEARING.cause,
    causeCode: number(params, 'causeCode') ?? NORMAL_CLEARING.causeCode,
    ...(sipCode === undefined ? {} : { sipCode }),
    ...(sipReason === undefined ? {} : { sipReason }),
  };
}

function info(context: CallContext): void {
  const { desk, socket, session, request } = context;
  const digits = text(request.params, 'dtmf');
  const call = findCall(context);
  socket.reply(request, { message: 'SENT', sessid: session.sessid });
  if (digits && call) desk.world.legDtmf(call.legId, digits);
}
