import { callEnded, callNotAnswered, invalidCallControlId, wrongType } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import type { HoldAudio, MemberOptions } from '../world/conference.ts';
import type { Leg } from '../world/leg.ts';
import type { BodyReader } from './body-reader.ts';
import { fetchAudio, NO_MEDIA } from './load-audio.ts';

const ROLES = ['none', 'barge', 'whisper', 'monitor'] as const;

/** `hold_audio_url` and `hold_media_name`, or under other names where the command has those. */
export function readHoldAudio(reader: BodyReader, prefix: 'hold_' | ''): HoldAudio | null {
  const url = reader.text(`${prefix}audio_url`);
  if (url !== null) return () => fetchAudio(url);
  return reader.text(`${prefix}media_name`) === null ? null : () => Promise.resolve(NO_MEDIA);
}

/** A list of texts; null when absent. */
export function readTexts(reader: BodyReader, name: string): string[] | null {
  const list = reader.list(name);
  if (list === null) return null;
  const texts = list.filter((entry) => typeof entry === 'string');
  if (texts.length < list.length) reader.refuse(wrongType(`/${name}`, 'a list of strings'));
  return texts;
}

/** `call_control_id` of a leg that may join: answered, and not over. */
export function readAnsweredLeg(world: World, reader: BodyReader): Leg | null {
  const id = reader.requiredText('call_control_id');
  if (id === '') return null;
  const leg = world.legs.byCallControlId(id);
  if (leg === undefined) reader.refuse(invalidCallControlId('/call_control_id'));
  else if (leg.state === 'ended') reader.refuse(callEnded());
  else if (leg.state !== 'answered') reader.refuse(callNotAnswered());
  return leg ?? null;
}

/** What `join` and a dial's `conference_config` say of the member. */
export function readMember(reader: BodyReader): MemberOptions {
  reader.choice('beep_enabled', ['always', 'never', 'on_enter', 'on_exit'] as const, 'never');
  return {
    isHeld: reader.flag('hold', false),
    isMuted: reader.flag('mute', false),
    holdAudio: readHoldAudio(reader, 'hold_'),
    endsOnExit: reader.flag('end_conference_on_exit', false),
    softEndsOnExit: reader.flag('soft_end_conference_on_exit', false),
    startsOnEnter: reader.flag('start_conference_on_enter', false),
    role: reader.choice('supervisor_role', ROLES, 'none'),
    whispersTo: readTexts(reader, 'whisper_call_control_ids') ?? [],
  };
}
