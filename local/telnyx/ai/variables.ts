import { isoTime } from '../clock.ts';
import { newUuid } from '../ids.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';
import type { World } from '../world.ts';
import type { Leg } from '../world/leg.ts';
import type { AssistantSettings } from './assistant-settings.ts';
import type { Conversation } from './conversation.ts';
import { asObject, asVariables } from './json-fields.ts';

/** `web_chat` is the simulator's word for the chat endpoint: Telnyx documents none. */
export type Channel = 'phone_call' | 'web_chat';

/** Telnyx's own variables (telnyx.md 7.5, 7.6). */
function systemVariables(
  world: World,
  conversation: Conversation,
  channel: Channel,
  leg: Leg | null,
): Record<string, string> {
  const own = {
    telnyx_current_time: isoTime(world.clock.now()),
    telnyx_conversation_channel: channel,
    telnyx_conversation_id: conversation.id,
  };
  if (leg === null) return own;
  const isInbound = leg.origin !== 'app';
  return {
    ...own,
    telnyx_agent_target: isInbound ? leg.to : leg.from,
    telnyx_end_user_target: isInbound ? leg.from : leg.to,
    telnyx_call_to: leg.to,
    telnyx_call_from: leg.from,
    telnyx_call_caller_id_name: leg.callerIdName,
    call_control_id: leg.callControlId,
  };
}

/** SIP headers of the call: `X-Full-Name` is `full_name`; Telnyx's own are not variables. */
function headerVariables({ customHeaders }: Leg): Record<string, string> {
  const ours = customHeaders.filter(({ name }) => /^x-(?!telnyx)/i.test(name));
  return Object.fromEntries(
    ours.map(({ name, value }) => [name.slice(2).toLowerCase().replaceAll('-', '_'), value]),
  );
}

interface Asked {
  variables: Record<string, string>;
  metadata: Record<string, string>;
}

/** `dynamic_variables_webhook_url`: asked once. Whatever goes wrong, the call goes on without. */
async function askWebhook(
  world: World,
  settings: AssistantSettings,
  system: Record<string, string>,
): Promise<Asked> {
  const nothing = { variables: {}, metadata: {} };
  const { variablesWebhook } = settings;
  if (variablesWebhook === null) return nothing;
  const payload = {
    telnyx_conversation_channel: system['telnyx_conversation_channel'],
    telnyx_agent_target: system['telnyx_agent_target'],
    telnyx_end_user_target: system['telnyx_end_user_target'],
    telnyx_end_user_target_verified: false,
    call_control_id: system['call_control_id'],
    assistant_id: settings.id,
  };
  const event = {
    record_type: 'event',
    id: newUuid(),
    event_type: 'assistant.initialization',
    occurred_at: isoTime(world.clock.now()),
    payload,
  };
  const raw = JSON.stringify({ data: event });
  const abort = new AbortController();
  const timer = world.clock.setTimeout(() => abort.abort(), variablesWebhook.timeoutMs);
  try {
    const headers = { 'content-type': 'application/json', ...signedHeaders(world, raw) };
    const { url } = variablesWebhook;
    const response = await fetch(url, { method: 'POST', headers, body: raw, signal: abort.signal });
    if (!response.ok) return nothing;
    const answer = asObject(await response.json());
    return {
      variables: asVariables(answer['dynamic_variables']),
      metadata: asVariables(asObject(answer['conversation'])['metadata']),
    };
  } catch {
    return nothing;
  } finally {
    timer.cancel();
  }
}

/**
 * All variables of a conversation, by Telnyx's precedence: the command, SIP headers, the webhook,
 * the assistant's defaults. Telnyx's own are not overwritten. Metadata that the webhook answers is
 * kept with the conversation.
 */
export async function resolveVariables(
  world: World,
  conversation: Conversation,
  settings: AssistantSettings,
  from: { channel: Channel; leg: Leg | null; command: Record<string, string> },
): Promise<Record<string, string>> {
  const system = systemVariables(world, conversation, from.channel, from.leg);
  const asked = await askWebhook(world, settings, system);
  Object.assign(conversation.metadata, asked.metadata);
  return {
    ...settings.variables,
    ...asked.variables,
    ...(from.leg === null ? {} : headerVariables(from.leg)),
    ...from.command,
    ...system,
  };
}
