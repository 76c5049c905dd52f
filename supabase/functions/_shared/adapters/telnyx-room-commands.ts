import type { CommandBody } from '../core/call-plan.ts';
import { encodeClientState } from '../core/client-state.ts';
import type { RoomCommandBody } from '../core/plan-room.ts';
import { onLeg, type WireCommand } from './telnyx-ai-commands.ts';

export interface RoomSettings {
  connectionId: string;
  /** What somebody on hold hears; empty: Telnyx's own silence. */
  holdMusicUrl: string;
}

const ROOM_KINDS: ReadonlySet<string> = new Set<RoomCommandBody['kind']>([
  'open_room',
  'join_room',
  'leave_room',
  'hold_leg',
  'unhold_leg',
  'dial_party',
  'switch_supervisor',
  'send_digits',
]);

export function isRoomCommand(body: CommandBody): body is RoomCommandBody {
  return ROOM_KINDS.has(body.kind);
}

/** Commands about a call's room in Telnyx's words (telnyx.md sections 2.2, 2.4 and 2.5). */
export function wireRoomCommand(
  body: RoomCommandBody,
  callId: string,
  settings: RoomSettings,
): WireCommand {
  switch (body.kind) {
    case 'open_room':
      return {
        path: '/conferences',
        payload: { call_control_id: body.callControlId, name: body.name, beep_enabled: 'never' },
      };
    case 'join_room':
      return inRoom(body.conferenceId, 'join', {
        call_control_id: body.callControlId,
        ...(body.held ? { hold: true, ...music('hold_audio_url', settings) } : {}),
        ...(body.relabel ? { client_state: encodeClientState({ callId, ...body.relabel }) } : {}),
      });
    case 'leave_room':
      return inRoom(body.conferenceId, 'leave', { call_control_id: body.callControlId });
    case 'hold_leg':
      return inRoom(body.conferenceId, 'hold', {
        call_control_ids: [body.callControlId],
        ...music('audio_url', settings),
      });
    case 'unhold_leg':
      return inRoom(body.conferenceId, 'unhold', { call_control_ids: [body.callControlId] });
    case 'dial_party':
      return { path: '/calls', payload: dialParty(body, callId, settings) };
    case 'switch_supervisor':
      return onLeg(body.callControlId, 'switch_supervisor_role', { role: body.mode });
    case 'send_digits':
      return onLeg(body.callControlId, 'send_dtmf', { digits: body.digits });
  }
}

function inRoom(conferenceId: string, action: string, payload: object): WireCommand {
  const path = `/conferences/${encodeURIComponent(conferenceId)}/actions/${action}`;
  return { path, payload: { ...payload } };
}

function music(field: string, { holdMusicUrl }: RoomSettings): Record<string, string> {
  return holdMusicUrl === '' ? {} : { [field]: holdMusicUrl };
}

/** A colleague's browser, a number, or a supervisor's browser that listens at the agent's leg. */
function dialParty(
  body: RoomCommandBody & { kind: 'dial_party' },
  callId: string,
  settings: RoomSettings,
): Record<string, unknown> {
  const isBrowser = body.sipUsername !== null;
  return {
    connection_id: settings.connectionId,
    to: isBrowser ? `sip:${body.sipUsername}@sip.telnyx.com` : body.to,
    from: body.from,
    timeout_secs: Math.max(5, Math.round(body.timeoutMs / 1000)),
    retry_on_timeout: false,
    time_limit_secs: Math.min(14_400, body.timeLimitSecs ?? 14_400),
    client_state: encodeClientState({ callId, role: 'party', attempt: body.party }),
    link_to: body.linkTo,
    ...(isBrowser ? { custom_headers: [{ name: 'X-Call-Id', value: callId }] } : {}),
    ...(body.supervises
      ? {
          supervise_call_control_id: body.supervises.callControlId,
          supervisor_role: body.supervises.mode,
        }
      : {}),
  };
}

/** The id of the conference that was made; null: the answer does not say. */
export function conferenceIdOf(answer: unknown): string | null {
  const data = (answer as { data?: { id?: unknown } } | null)?.data;
  return typeof data?.id === 'string' ? data.id : null;
}
