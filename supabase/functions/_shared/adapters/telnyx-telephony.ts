import type { CommandBody } from '../core/call-plan.ts';
import { encodeClientState } from '../core/client-state.ts';
import type { AiCommandBody } from '../core/plan-ai.ts';
import type { RoomCommandBody } from '../core/plan-room.ts';
import type {
  ActiveLeg,
  CommandResult,
  CredentialPort,
  DialledLeg,
  TelephonyPort,
} from '../ports/telephony.ts';
import {
  conversationId,
  isAiCommand,
  LOCALES,
  onLeg,
  VOICES,
  wireAiCommand,
  type WireCommand,
} from './telnyx-ai-commands.ts';
import type { TelnyxApi } from './telnyx-api.ts';
import { conferenceIdOf, isRoomCommand, wireRoomCommand } from './telnyx-room-commands.ts';

export interface TelnyxSettings {
  /** The Call Control application: its id dials, its webhooks tell. */
  connectionId: string;
  /** What an answered caller hears while an agent is fetched. */
  ringbackAudioUrl: string;
  /** What somebody on hold hears; left out or empty: nothing. */
  holdMusicUrl?: string;
}

/** Longest call; Telnyx ends it with `time_limit` (telnyx.md section 2.2). */
const TIME_LIMIT_SECONDS = 14_400;
/** The largest page that lists take. */
const MOST_ACTIVE_LEGS = 250;

/** Our commands in Telnyx's words (telnyx.md sections 2.2 to 2.4). */
export function createTelephony(api: TelnyxApi, settings: TelnyxSettings): TelephonyPort {
  return {
    async execute({ commandId, body, ai, connectionId }): Promise<CommandResult> {
      const callId = commandId.slice(0, commandId.indexOf(':'));
      const from = connectionId ?? settings.connectionId;
      const wire = isAiCommand(body)
        ? wireAiCommand(body, ai ?? null)
        : isRoomCommand(body)
          ? wireRoomCommand(body, callId, {
              connectionId: from,
              holdMusicUrl: settings.holdMusicUrl ?? '',
            })
          : wireCommand(body, callId, { ...settings, connectionId: from });
      if (!wire) return { ok: false, code: 'refused', retryAfterMs: null };
      const answer = await api.request('POST', wire.path, {
        ...wire.payload,
        command_id: commandId,
      });
      if (!answer.ok) return { ok: false, code: answer.code, retryAfterMs: answer.retryAfterMs };
      if (body.kind === 'start_ai') {
        return { ok: true, leg: null, conversationId: conversationId(answer.body) };
      }
      if (body.kind === 'open_room') {
        return { ok: true, leg: null, conferenceId: conferenceIdOf(answer.body) };
      }
      return { ok: true, leg: isDial(body) ? dialledLeg(answer.body) : null };
    },
    async isLegAlive(callControlId) {
      const answer = await api.request('GET', `/calls/${encodeURIComponent(callControlId)}`);
      if (!answer.ok) return answer.status === 404 || answer.code === 'leg_ended' ? false : null;
      const alive = (answer.body as { data?: { is_alive?: unknown } } | null)?.data?.is_alive;
      return typeof alive === 'boolean' ? alive : null;
    },
    async listActiveLegs(connectionIds = []) {
      const all = [...new Set([settings.connectionId, ...connectionIds])];
      const lists = await Promise.all(all.map((connectionId) => legsOf(api, connectionId)));
      // One application that is gone must not hide the others' legs.
      const known = lists.filter((legs) => legs !== null);
      return known.length > 0 ? known.flat() : null;
    },
  };
}

async function legsOf(api: TelnyxApi, connectionId: string): Promise<ActiveLeg[] | null> {
  const connection = encodeURIComponent(connectionId);
  const path = `/connections/${connection}/active_calls?page%5Bsize%5D=${MOST_ACTIVE_LEGS}`;
  const answer = await api.request('GET', path);
  return answer.ok ? activeLegs(answer.body) : null;
}

function activeLegs(body: unknown): ActiveLeg[] {
  const data = (body as { data?: unknown } | null)?.data;
  if (!Array.isArray(data)) return [];
  return data.flatMap((leg: Record<string, unknown>): ActiveLeg[] => {
    const { call_control_id: callControlId, client_state: clientState } = leg;
    if (typeof callControlId !== 'string') return [];
    return [{ callControlId, clientState: typeof clientState === 'string' ? clientState : null }];
  });
}

const DIALS: ReadonlySet<CommandBody['kind']> = new Set([
  'dial_agent',
  'dial_external',
  'dial_forward',
  'dial_party',
]);

function isDial(body: CommandBody): boolean {
  return DIALS.has(body.kind);
}

function wireCommand(
  body: Exclude<CommandBody, AiCommandBody | RoomCommandBody>,
  callId: string,
  settings: TelnyxSettings,
): WireCommand {
  switch (body.kind) {
    case 'answer':
      return onLeg(body.callControlId, 'answer', {
        client_state: encodeClientState({ callId, role: 'external', attempt: 0 }),
      });
    case 'hangup':
      return onLeg(body.callControlId, 'hangup', {});
    case 'bridge':
      // Telnyx's field for the other leg has the name of the path's own (telnyx.md section 2.4).
      return onLeg(body.callControlId, 'bridge', {
        call_control_id: body.agentCallControlId,
        ...(body.keepsCaller ? { park_after_unbridge: 'self' } : {}),
      });
    case 'play_ringback':
      return onLeg(body.callControlId, 'playback_start', {
        audio_url: settings.ringbackAudioUrl,
        loop: 'infinity',
      });
    case 'stop_ringback':
      return onLeg(body.callControlId, 'playback_stop', { stop: 'all' });
    case 'dial_agent':
      return { path: '/calls', payload: dialAgent(body, callId, settings) };
    case 'dial_external':
      return { path: '/calls', payload: dialExternal(body, callId, settings) };
    case 'dial_forward':
      return { path: '/calls', payload: dialForward(body, callId, settings) };
    case 'say':
      return onLeg(body.callControlId, 'speak', {
        payload: body.text,
        // A ringback without end would never let it be heard.
        stop: 'all',
        voice: VOICES[body.language],
        language: LOCALES[body.language],
      });
  }
}

function dialAgent(
  body: CommandBody & { kind: 'dial_agent' },
  callId: string,
  settings: TelnyxSettings,
): Record<string, unknown> {
  return {
    connection_id: settings.connectionId,
    to: `sip:${body.sipUsername}@sip.telnyx.com`,
    from: body.from,
    timeout_secs: Math.max(5, Math.round(body.timeoutMs / 1000)),
    // Other routes would ring on after the time is over; our deadlines count on the end.
    retry_on_timeout: false,
    time_limit_secs: TIME_LIMIT_SECONDS,
    client_state: encodeClientState({ callId, role: 'agent', attempt: body.attempt }),
    custom_headers: [{ name: 'X-Call-Id', value: callId }],
    ...(body.linkTo ? joining(body.linkTo, true, body.joinsLater !== true) : {}),
    // Neither leg ends the other: what the end of one means is for us to say.
    ...(body.linkTo ? { park_after_unbridge: 'self' } : {}),
  };
}

function dialExternal(
  body: CommandBody & { kind: 'dial_external' },
  callId: string,
  settings: TelnyxSettings,
): Record<string, unknown> {
  return {
    connection_id: settings.connectionId,
    to: body.to,
    from: body.from,
    timeout_secs: Math.max(5, Math.round(body.timeoutMs / 1000)),
    // Other routes would ring on after the time is over; our deadlines count on the end.
    retry_on_timeout: false,
    time_limit_secs: Math.min(TIME_LIMIT_SECONDS, body.timeLimitSecs ?? TIME_LIMIT_SECONDS),
    client_state: encodeClientState({ callId, role: 'external', attempt: 0 }),
    ...joining(body.linkTo, false, true),
    park_after_unbridge: 'self',
  };
}

/** The owner's mobile sees who calls: `diversion` names our number that they called. */
function dialForward(
  body: CommandBody & { kind: 'dial_forward' },
  callId: string,
  settings: TelnyxSettings,
): Record<string, unknown> {
  return {
    connection_id: settings.connectionId,
    to: body.to,
    from: body.from,
    timeout_secs: Math.max(5, Math.round(body.timeoutMs / 1000)),
    // Other routes would ring on after the time is over; our deadlines count on the end.
    retry_on_timeout: false,
    time_limit_secs: Math.min(TIME_LIMIT_SECONDS, body.timeLimitSecs),
    client_state: encodeClientState({ callId, role: 'forward', attempt: 0 }),
    ...(body.diversion ? { diversion: body.diversion } : {}),
    // We join them, when the caller is answered too.
    link_to: body.linkTo,
  };
}

/**
 * Telnyx joins the legs itself when the dialled one answers, and refuses to join a leg twice [I2].
 * `bridge_intent` shows the linked leg's caller ID, so only an agent's leg may have it.
 */
function joining(linkTo: string, showsCaller: boolean, onAnswer: boolean): Record<string, unknown> {
  return {
    link_to: linkTo,
    ...(onAnswer ? { bridge_on_answer: true, prevent_double_bridge: true } : {}),
    ...(showsCaller ? { bridge_intent: true } : {}),
  };
}

function dialledLeg(body: unknown): DialledLeg | null {
  const data = (body as { data?: Record<string, unknown> } | null)?.data;
  const callControlId = data?.['call_control_id'];
  return typeof callControlId === 'string' ? { callControlId } : null;
}

/** Telephony credentials and login tokens of browsers (telnyx.md section 4). */
export function createCredentials(api: TelnyxApi): CredentialPort {
  return {
    async createCredential(name, connectionId) {
      const answer = await api.request('POST', '/telephony_credentials', {
        connection_id: connectionId,
        name,
      });
      if (!answer.ok) return { ok: false, code: answer.code };
      const data = (answer.body as { data?: Record<string, unknown> } | null)?.data;
      const credentialId = data?.['id'];
      const sipUsername = data?.['sip_username'];
      if (typeof credentialId !== 'string' || typeof sipUsername !== 'string') {
        return { ok: false, code: 'refused' };
      }
      return { ok: true, credentialId, sipUsername };
    },
    async createToken(credentialId) {
      const path = `/telephony_credentials/${encodeURIComponent(credentialId)}/token`;
      const answer = await api.request('POST', path);
      if (!answer.ok) {
        return { ok: false, code: answer.status === 404 ? 'not_found' : answer.code };
      }
      const token = typeof answer.body === 'string' ? answer.body.trim() : '';
      const expiresAt = expiryOf(token);
      return expiresAt ? { ok: true, token, expiresAt } : { ok: false, code: 'refused' };
    },
  };
}

/** A token's `exp`; its documented life of a day was seen to be shorter, so only this counts. */
function expiryOf(token: string): string | null {
  try {
    const part = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { exp } = JSON.parse(atob(part)) as { exp?: unknown };
    return typeof exp === 'number' ? new Date(exp * 1000).toISOString() : null;
  } catch {
    return null;
  }
}
