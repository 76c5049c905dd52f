import {
  aiAssistantAddMessages,
  aiAssistantJoin,
  aiAssistantStart,
  aiAssistantStop,
} from './ai-actions.ts';
import { assistantRoutes } from './assistant-routes.ts';
import { playbackStart, playbackStop, speak } from './audio-actions.ts';
import { searchAvailableNumbers } from './available-numbers.ts';
import { retrieveBalance } from './balance.ts';
import {
  answer,
  bridge,
  clientStateUpdate,
  hangup,
  reject,
  sendDtmf,
  switchSupervisorRole,
} from './call-actions.ts';
import { chatWithAssistant } from './chat-route.ts';
import * as conferenceActions from './conference-actions.ts';
import * as conferenceAudio from './conference-audio-actions.ts';
import {
  createConference,
  listConferences,
  listParticipants,
  retrieveConference,
} from './conference-routes.ts';
import {
  applicationRoutes,
  checkRegistration,
  credentialConnectionRoutes,
} from './connection-routes.ts';
import {
  addConversationMessage,
  conversationInsights,
  createConversation,
  deleteConversation,
  listConversationMessages,
  listConversations,
  retrieveConversation,
  updateConversation,
} from './conversation-routes.ts';
import {
  createCredential,
  createToken,
  deleteCredential,
  listCredentials,
  retrieveCredential,
  updateCredential,
} from './credential-routes.ts';
import { dial } from './dial.ts';
import { gather, gatherStop, gatherUsingSpeak } from './gather-actions.ts';
import {
  assignInsight,
  insightGroupRoutes,
  insightRoutes,
  unassignInsight,
} from './insight-routes.ts';
import { createNumberOrder, listNumberOrders, retrieveNumberOrder } from './number-orders.ts';
import {
  listNumbers,
  releaseNumber,
  retrieveMessagingSettings,
  retrieveNumber,
  retrieveVoiceSettings,
  updateMessagingSettings,
  updateNumber,
  updateVoiceSettings,
} from './number-routes.ts';
import { messagingProfileRoutes, voiceProfileRoutes } from './profile-routes.ts';
import { activeCalls, retrieveCall } from './read-calls.ts';
import { recordPause, recordResume, recordStart, recordStop } from './record-actions.ts';
import { deleteRecording, listRecordings, retrieveRecording } from './recording-routes.ts';
import { ok } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';
import { createSecret, deleteSecret, listSecrets } from './secret-routes.ts';
import { transcriptionStart, transcriptionStop } from './transcription-actions.ts';
import { transfer } from './transfer.ts';

type Handler = (request: RestRequest) => Reply | Promise<Reply>;

export interface Route {
  method: string;
  pattern: string;
  /** The name in the command log and in `rest.fail`. */
  action: string;
  handle: Handler;
}

const CALL_ACTIONS: Record<string, Handler> = {
  answer,
  reject,
  hangup,
  bridge,
  transfer,
  speak,
  playback_start: playbackStart,
  playback_stop: playbackStop,
  gather,
  gather_using_speak: gatherUsingSpeak,
  gather_stop: gatherStop,
  send_dtmf: sendDtmf,
  record_start: recordStart,
  record_stop: recordStop,
  record_pause: recordPause,
  record_resume: recordResume,
  ai_assistant_start: aiAssistantStart,
  ai_assistant_stop: aiAssistantStop,
  ai_assistant_add_messages: aiAssistantAddMessages,
  ai_assistant_join: aiAssistantJoin,
  switch_supervisor_role: switchSupervisorRole,
  transcription_start: transcriptionStart,
  transcription_stop: transcriptionStop,
};

const CONFERENCE_ACTIONS: Record<string, Handler> = {
  join: conferenceActions.join,
  leave: conferenceActions.leave,
  hold: conferenceActions.hold,
  unhold: conferenceActions.unhold,
  mute: conferenceActions.mute,
  unmute: conferenceActions.unmute,
  update: conferenceActions.update,
  end: conferenceActions.end,
  play: conferenceAudio.play,
  stop: conferenceAudio.stop,
  speak: conferenceAudio.speak,
  send_dtmf: conferenceAudio.sendDtmf,
};

function publicKey({ world }: RestRequest): Reply {
  return ok({ record_type: 'public_key', public: world.account.keys.publicKey() });
}

type RouteRow = [method: string, pattern: string, action: string, handle: Handler];

const CALL_ROUTES: RouteRow[] = [
  ['POST', '/calls', 'dial', dial],
  ['GET', '/calls/:id', 'retrieve_call', retrieveCall],
  ['GET', '/connections/:id/active_calls', 'active_calls', activeCalls],
  ['PUT', '/calls/:id/actions/client_state_update', 'client_state_update', clientStateUpdate],
  ...Object.entries(CALL_ACTIONS).map(([action, handle]): RouteRow => [
    'POST',
    `/calls/:id/actions/${action}`,
    action,
    handle,
  ]),
  ['GET', '/recordings', 'list_recordings', listRecordings],
  ['GET', '/recordings/:id', 'retrieve_recording', retrieveRecording],
  ['DELETE', '/recordings/:id', 'delete_recording', deleteRecording],
];

const CONFERENCE_ROUTES: RouteRow[] = [
  ['POST', '/conferences', 'create_conference', createConference],
  ['GET', '/conferences', 'list_conferences', listConferences],
  ['GET', '/conferences/:id', 'retrieve_conference', retrieveConference],
  ['GET', '/conferences/:id/participants', 'list_participants', listParticipants],
  ...Object.entries(CONFERENCE_ACTIONS).map(([action, handle]): RouteRow => [
    'POST',
    `/conferences/:id/actions/${action}`,
    `conference_${action}`,
    handle,
  ]),
];

const ACCOUNT_ROUTES: RouteRow[] = [
  ['GET', '/public_key', 'public_key', publicKey],
  ['POST', '/telephony_credentials', 'create_credential', createCredential],
  ['GET', '/telephony_credentials', 'list_credentials', listCredentials],
  ['GET', '/telephony_credentials/:id', 'retrieve_credential', retrieveCredential],
  ['PATCH', '/telephony_credentials/:id', 'update_credential', updateCredential],
  ['DELETE', '/telephony_credentials/:id', 'delete_credential', deleteCredential],
  ['POST', '/telephony_credentials/:id/token', 'create_token', createToken],
  ['GET', '/phone_numbers', 'list_numbers', listNumbers],
  ['GET', '/phone_numbers/slim', 'list_numbers', listNumbers],
  ['GET', '/phone_numbers/:id', 'retrieve_number', retrieveNumber],
  ['PATCH', '/phone_numbers/:id', 'update_number', updateNumber],
  ['GET', '/phone_numbers/:id/voice', 'retrieve_voice_settings', retrieveVoiceSettings],
  ['PATCH', '/phone_numbers/:id/voice', 'update_voice_settings', updateVoiceSettings],
  ['GET', '/phone_numbers/:id/messaging', 'retrieve_messaging_settings', retrieveMessagingSettings],
  ['PATCH', '/phone_numbers/:id/messaging', 'update_messaging_settings', updateMessagingSettings],
  ['DELETE', '/phone_numbers/:id', 'delete_number', releaseNumber],
  ['GET', '/available_phone_numbers', 'search_available_numbers', searchAvailableNumbers],
  ['GET', '/number_orders', 'list_number_orders', listNumberOrders],
  ['POST', '/number_orders', 'create_number_order', createNumberOrder],
  ['GET', '/number_orders/:id', 'retrieve_number_order', retrieveNumberOrder],
  ['GET', '/balance', 'retrieve_balance', retrieveBalance],
];

/** List, create, retrieve, update and delete below one path. */
function crud(
  path: string,
  noun: string,
  routes: Record<'list' | 'create' | 'retrieve' | 'update' | 'remove', Handler>,
  updateMethod = 'PATCH',
): RouteRow[] {
  return [
    ['GET', path, `list_${noun}s`, routes.list],
    ['POST', path, `create_${noun}`, routes.create],
    ['GET', `${path}/:id`, `retrieve_${noun}`, routes.retrieve],
    [updateMethod, `${path}/:id`, `update_${noun}`, routes.update],
    ['DELETE', `${path}/:id`, `delete_${noun}`, routes.remove],
  ];
}

const CONNECTION_ROUTES: RouteRow[] = [
  ...crud('/outbound_voice_profiles', 'outbound_voice_profile', voiceProfileRoutes),
  ...crud('/messaging_profiles', 'messaging_profile', messagingProfileRoutes),
  ...crud('/call_control_applications', 'application', applicationRoutes),
  ...crud('/credential_connections', 'credential_connection', credentialConnectionRoutes),
  [
    'POST',
    '/credential_connections/:id/actions/check_registration_status',
    'check_registration_status',
    checkRegistration,
  ],
];

const CONVERSATIONS = '/ai/conversations';

const AI_ROUTES: RouteRow[] = [
  ...crud('/ai/assistants', 'assistant', assistantRoutes, 'POST'),
  ['PATCH', '/ai/assistants/:id', 'update_assistant', assistantRoutes.update],
  ['POST', '/ai/assistants/:id/clone', 'clone_assistant', assistantRoutes.clone],
  ['POST', '/ai/assistants/:id/chat', 'chat', chatWithAssistant],
  // Before the conversations: "insights" is no conversation's id.
  ...crud(`${CONVERSATIONS}/insights`, 'insight', insightRoutes, 'PUT'),
  ...crud(`${CONVERSATIONS}/insight-groups`, 'insight_group', insightGroupRoutes, 'PUT'),
  [
    'POST',
    `${CONVERSATIONS}/insight-groups/:group/insights/:insight/assign`,
    'assign_insight',
    assignInsight,
  ],
  [
    'DELETE',
    `${CONVERSATIONS}/insight-groups/:group/insights/:insight/unassign`,
    'unassign_insight',
    unassignInsight,
  ],
  ['GET', CONVERSATIONS, 'list_conversations', listConversations],
  ['POST', CONVERSATIONS, 'create_conversation', createConversation],
  ['GET', `${CONVERSATIONS}/:id`, 'retrieve_conversation', retrieveConversation],
  ['PUT', `${CONVERSATIONS}/:id`, 'update_conversation', updateConversation],
  ['DELETE', `${CONVERSATIONS}/:id`, 'delete_conversation', deleteConversation],
  ['GET', `${CONVERSATIONS}/:id/messages`, 'list_messages', listConversationMessages],
  ['POST', `${CONVERSATIONS}/:id/message`, 'add_message', addConversationMessage],
  [
    'GET',
    `${CONVERSATIONS}/:id/conversations-insights`,
    'conversation_insights',
    conversationInsights,
  ],
  ['GET', '/integration_secrets', 'list_secrets', listSecrets],
  ['POST', '/integration_secrets', 'create_secret', createSecret],
  ['DELETE', '/integration_secrets/:id', 'delete_secret', deleteSecret],
];

/** Every address of `/v2` that the simulator has. */
export const ROUTES: Route[] = [
  ...CALL_ROUTES,
  ...CONFERENCE_ROUTES,
  ...ACCOUNT_ROUTES,
  ...CONNECTION_ROUTES,
  ...AI_ROUTES,
].map(([method, pattern, action, handle]) => ({ method, pattern, action, handle }));
