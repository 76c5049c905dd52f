import { isoTime } from '../clock.ts';
import { newToken, numericIdOf } from '../ids.ts';
import { countryOf, isTollFree } from './destinations.ts';
import type { Resource } from './resources.ts';

export interface ApplicationFields {
  id: string;
  webhookUrl: string;
  failoverUrl: string | null;
  nowMs: number;
}

/** The Call Control application that the numbers are attached to. */
export function newApplication(fields: ApplicationFields): Resource {
  const at = isoTime(fields.nowMs);
  return {
    id: fields.id,
    record_type: 'call_control_application',
    application_name: 'Switchboard',
    webhook_event_url: fields.webhookUrl,
    webhook_event_failover_url: fields.failoverUrl ?? '',
    webhook_api_version: '2',
    webhook_timeout_secs: null,
    active: true,
    anchorsite_override: 'Latency',
    dtmf_type: 'RFC 2833',
    first_command_timeout: false,
    first_command_timeout_secs: 30,
    call_cost_in_webhooks: false,
    redact_dtmf_debug_logging: false,
    inbound: { channel_limit: null, shaken_stir_enabled: true },
    outbound: { channel_limit: null, outbound_voice_profile_id: null },
    created_at: at,
    updated_at: at,
  };
}

/** The SIP side: browsers register on it. `internal`, so that `sip:` dials reach them. */
export function newCredentialConnection(fields: ApplicationFields): Resource {
  const at = isoTime(fields.nowMs);
  return {
    id: fields.id,
    record_type: 'credential_connection',
    connection_name: 'Switchboard browsers',
    user_name: `sim${newToken(12)}`,
    password: newToken(24),
    active: true,
    anchorsite_override: 'Latency',
    sip_uri_calling_preference: 'internal',
    default_on_hold_comfort_noise_enabled: false,
    dtmf_type: 'RFC 2833',
    encrypted_media: null,
    webhook_event_url: fields.webhookUrl,
    webhook_event_failover_url: fields.failoverUrl ?? '',
    webhook_api_version: '2',
    webhook_timeout_secs: null,
    inbound: { channel_limit: null, simultaneous_ringing: 'disabled', codecs: ['G711U'] },
    outbound: {
      call_parking_enabled: false,
      channel_limit: null,
      outbound_voice_profile_id: null,
      localization: 'CA',
    },
    created_at: at,
    updated_at: at,
  };
}

/** One of our phone numbers, active and attached to `connectionId`. */
export function newNumber(phoneNumber: string, connectionId: string, nowMs: number): Resource {
  const at = isoTime(nowMs);
  return {
    id: numericIdOf(phoneNumber),
    record_type: 'phone_number',
    phone_number: phoneNumber,
    country_iso_alpha2: countryOf(phoneNumber) ?? '',
    phone_number_type: isTollFree(phoneNumber) ? 'toll_free' : 'local',
    status: 'active',
    tags: [],
    customer_reference: '',
    external_pin: null,
    connection_id: connectionId,
    connection_name: 'Switchboard',
    messaging_profile_id: null,
    billing_group_id: null,
    emergency_enabled: false,
    call_forwarding_enabled: false,
    cnam_listing_enabled: false,
    caller_id_name_enabled: false,
    call_recording_enabled: false,
    inbound_call_screening: 'disabled',
    t38_fax_gateway_enabled: false,
    purchased_at: at,
    created_at: at,
    updated_at: at,
    voice: {
      tech_prefix_enabled: false,
      translated_number: '',
      call_forwarding: {
        call_forwarding_enabled: false,
        forwards_to: '',
        forwarding_type: 'always',
      },
      call_recording: {
        inbound_call_recording_enabled: false,
        inbound_call_recording_channels: 'single',
        inbound_call_recording_format: 'wav',
      },
      cnam_listing: { cnam_listing_enabled: false, cnam_listing_details: '' },
      caller_id_name_enabled: false,
      inbound_call_screening: 'disabled',
      usage_payment_method: 'pay-per-minute',
    },
  };
}
