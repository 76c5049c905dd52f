import {
  callEnded,
  conferenceEnded,
  invalidCallControlId,
  resourceNotFound,
  unprocessable,
} from '../telnyx-error.ts';
import type { World } from '../world.ts';
import type { Conference, Member } from '../world/conference.ts';
import { readBody } from './body-reader.ts';
import type { BodyReader } from './body-reader.ts';
import { readTexts } from './conference-fields.ts';
import { refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

export interface ConferenceCommand {
  world: World;
  conference: Conference;
  body: Record<string, unknown>;
  reader: BodyReader;
}

/** An action on a conference that goes on, by its id or its name. */
export function conferenceAction(
  act: (command: ConferenceCommand) => Reply,
): (request: RestRequest) => Reply {
  return ({ world, params, body }) => {
    const conference = world.conferences.find(params[0] ?? '');
    if (conference === undefined) return refuse(resourceNotFound('There is no such conference.'));
    if (conference.ending !== null) return refuse(conferenceEnded);
    return act({ world, conference, body, reader: readBody(body) });
  };
}

/** The member whose leg has that id, or the refusal of it. */
export function readMemberOf(
  { world, conference, reader }: ConferenceCommand,
  callControlId: string,
  pointer: string,
): Member | null {
  const leg = world.legs.byCallControlId(callControlId);
  if (leg === undefined) reader.refuse(invalidCallControlId(pointer));
  else if (leg.state === 'ended') reader.refuse(callEnded(pointer));
  else if (leg.member?.conference === conference) return leg.member;
  else reader.refuse(unprocessable('The call is not in this conference.', pointer));
  return null;
}

/** `call_control_ids`: those members; null when absent, which means all. */
export function readSomeMembers(command: ConferenceCommand): Member[] | null {
  const ids = readTexts(command.reader, 'call_control_ids');
  if (ids === null) return null;
  return ids
    .map((id) => readMemberOf(command, id, '/call_control_ids'))
    .filter((member) => member !== null);
}
