import { isoTime } from '../clock.ts';
import { newToken } from '../ids.ts';
import type { Resource } from './resources.ts';

/** A new outbound voice profile: nothing may be called until `whitelisted_destinations` says so. */
export function newVoiceProfile(id: string, nowMs: number): Resource {
  const at = isoTime(nowMs);
  return {
    id,
    record_type: 'outbound_voice_profile',
    name: '',
    enabled: true,
    traffic_type: 'conversational',
    service_plan: 'global',
    usage_payment_method: 'rate-deck',
    whitelisted_destinations: [],
    concurrent_call_limit: null,
    daily_spend_limit: null,
    daily_spend_limit_enabled: false,
    max_destination_rate: null,
    call_recording: {
      call_recording_type: 'none',
      call_recording_channels: 'single',
      call_recording_format: 'wav',
      call_recording_caller_phone_numbers: [],
    },
    calling_window: { calls_per_cld: null, start_time: null, end_time: null },
    billing_group_id: null,
    tags: [],
    created_at: at,
    updated_at: at,
  };
}

export function newMessagingProfile(id: string, nowMs: number): Resource {
  const at = isoTime(nowMs);
  return {
    id,
    record_type: 'messaging_profile',
    name: '',
    enabled: true,
    webhook_url: null,
    webhook_failover_url: null,
    webhook_api_version: '2',
    whitelisted_destinations: [],
    daily_spend_limit: null,
    daily_spend_limit_enabled: false,
    number_pool_settings: null,
    url_shortener_settings: null,
    alpha_sender: null,
    mms_fall_back_to_sms: false,
    mms_transcoding: false,
    smart_encoding: false,
    ai_assistant_id: null,
    v1_secret: newToken(24),
    created_at: at,
    updated_at: at,
  };
}

/** The profile that the seeded application and credential connection call out through. */
export const SEEDED_VOICE_PROFILE_ID = '2709042883142354950';

export function newSeededVoiceProfile(nowMs: number): Resource {
  return {
    ...newVoiceProfile(SEEDED_VOICE_PROFILE_ID, nowMs),
    name: 'Switchboard',
    whitelisted_destinations: ['US', 'CA'],
    concurrent_call_limit: 1000,
    daily_spend_limit: '5000.00',
    daily_spend_limit_enabled: true,
    max_destination_rate: 1,
  };
}
