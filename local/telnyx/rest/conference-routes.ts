import { resourceNotFound, unprocessable } from '../telnyx-error.ts';
import { isOnHold } from '../world/conference.ts';
import { createConference as create, MAX_CONFERENCE_MS } from '../world/conferences.ts';
import { readBody } from './body-reader.ts';
import { readAnsweredLeg, readHoldAudio } from './conference-fields.ts';
import { conferenceResource, memberResource, statusOf } from './conference-resource.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

export const MAX_PARTICIPANTS = 800;
const NAME_TAKEN = unprocessable('A conference of that name is going on.', '/name');

/** `POST /conferences`: an answered leg becomes the first member of a conference. */
export function createConference({ world, body }: RestRequest): Reply {
  const reader = readBody(body);
  const leg = readAnsweredLeg(world, reader);
  const name = reader.requiredText('name');
  const clientState = reader.clientState();
  const options = {
    name,
    isStarted: reader.flag('start_conference_on_create', true),
    holdAudio: readHoldAudio(reader, 'hold_'),
    maxParticipants: reader.whole('max_participants', MAX_PARTICIPANTS, 2, MAX_PARTICIPANTS),
    durationMs: reader.whole('duration_minutes', MAX_CONFERENCE_MS / 60_000, 1, 240) * 60_000,
  };
  if (world.conferences.byName(name) !== undefined) reader.refuse(NAME_TAKEN);
  if (leg === null || reader.refusals.length > 0) return refuse(...reader.refusals);
  if (clientState !== null) leg.clientState = clientState;
  leg.wasCommanded = true;
  return ok(conferenceResource(create(world, leg, options)));
}

/** `GET /conferences`, by `filter[name]` and `filter[status]`. */
export function listConferences({ world, query }: RestRequest): Reply {
  const [name, status] = [query.get('filter[name]'), query.get('filter[status]')];
  const found = world.conferences
    .all()
    .filter((one) => name === null || one.name === name)
    .filter((one) => status === null || statusOf(one) === status);
  return paginate(found.map(conferenceResource), query);
}

const noSuchConference = (): Reply => refuse(resourceNotFound('There is no such conference.'));

export function retrieveConference({ world, params }: RestRequest): Reply {
  const conference = world.conferences.find(params[0] ?? '');
  return conference === undefined ? noSuchConference() : ok(conferenceResource(conference));
}

/** `GET /conferences/{id}/participants`: who is in it now; nobody, once it has ended. */
export function listParticipants({ world, params, query }: RestRequest): Reply {
  const conference = world.conferences.find(params[0] ?? '');
  if (conference === undefined) return noSuchConference();
  const is = (name: string, value: boolean): boolean => {
    const wanted = query.get(`filter[${name}]`);
    return wanted === null || wanted === String(value);
  };
  const members = conference.members
    .filter((member) => is('muted', member.isMuted) && is('on_hold', isOnHold(member)))
    .filter((member) => is('whispering', member.role === 'whisper'));
  return paginate(members.map(memberResource), query);
}
