import {
  callEnded,
  invalidCallControlId,
  missingParameter,
  resourceNotFound,
} from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { createConference, joinConference, MAX_CONFERENCE_MS } from '../world/conferences.ts';
import type { Leg } from '../world/leg.ts';
import { superviseOnAnswer } from '../world/supervision.ts';
import { readBody } from './body-reader.ts';
import type { BodyReader } from './body-reader.ts';
import { readMember } from './conference-fields.ts';
import { MAX_PARTICIPANTS } from './conference-routes.ts';

/** What a dialled leg is put into once it is answered. */
type Joining = (leg: Leg) => void;

/** `supervise_call_control_id` and `supervisor_role` of a dial. */
export function readSupervision(world: World, reader: BodyReader): Joining | null {
  const role = reader.choice('supervisor_role', ['barge', 'whisper', 'monitor'] as const, 'barge');
  const id = reader.text('supervise_call_control_id');
  if (id === null) return null;
  const supervised = world.legs.byCallControlId(id);
  if (supervised === undefined) {
    reader.refuse(invalidCallControlId('/supervise_call_control_id'));
    return null;
  }
  if (supervised.state === 'ended') reader.refuse(callEnded('/supervise_call_control_id'));
  return (leg) => superviseOnAnswer(world, leg, supervised, role);
}

/** `conference_config` of a dial: the leg joins on its answer. A name that nobody has is created. */
export function readConferenceConfig(world: World, reader: BodyReader): Joining | null {
  if (!reader.has('conference_config')) return null;
  const config = readBody(reader.group('conference_config'));
  const id = config.text('id');
  const name = config.text('conference_name');
  const options = readMember(config);
  const isStarted = config.flag('start_conference_on_create', true);
  if (id === null && name === null) config.refuse(missingParameter('/id'));
  if (id !== null && world.conferences.find(id) === undefined) {
    config.refuse(resourceNotFound('There is no such conference.'));
  }
  for (const refusal of config.refusals) reader.refuse(refusal);
  return (leg) => {
    leg.whenAnswered.push(() => {
      const wanted = id ?? name ?? '';
      const conference =
        id === null ? world.conferences.byName(wanted) : world.conferences.find(id);
      const isFull = (conference?.members.length ?? 0) >= (conference?.maxParticipants ?? Infinity);
      // Ended meanwhile, or full: the leg is parked.
      if (conference?.ending || isFull) return;
      if (conference) joinConference(world, conference, leg, options);
      else {
        const made = {
          name: wanted,
          isStarted,
          holdAudio: options.holdAudio,
          maxParticipants: MAX_PARTICIPANTS,
          durationMs: MAX_CONFERENCE_MS,
        };
        createConference(world, leg, made, options);
      }
    });
  };
}
