import { inBackground } from '../background.ts';
import { invalidDigits } from '../telnyx-error.ts';
import { playInConference, stopInConference } from '../world/conference-audio.ts';
import { sendDigits } from '../world/send-digits.ts';
import { readLoops, readPlayback, readSpoken, speechItem } from './audio-actions.ts';
import { conferenceAction, readSomeMembers } from './conference-command.ts';
import { done, refuse } from './reply.ts';

export const play = conferenceAction((command) => {
  const { world, conference, body, reader } = command;
  const playback = readPlayback(reader);
  const loops = readLoops(body, reader);
  const some = readSomeMembers(command);
  if (playback === null || reader.refusals.length > 0) return refuse(...reader.refusals);
  const { fields, load } = playback;
  const audio = { kind: 'playback', fields, text: null, loops, load } as const;
  inBackground(playInConference(world, conference, some, audio), 'a playback in a conference');
  return done();
});

export const speak = conferenceAction((command) => {
  const { world, conference, reader } = command;
  const spoken = readSpoken(reader);
  const some = readSomeMembers(command);
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  inBackground(
    playInConference(world, conference, some, speechItem(spoken)),
    'a speak in a conference',
  );
  return done();
});

/** Ends what plays to the members: of the conference's, and of their own. */
export const stop = conferenceAction((command) => {
  const { world, conference, reader } = command;
  const some = readSomeMembers(command);
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  stopInConference(world, some ?? conference.members);
  return done();
});

export const sendDtmf = conferenceAction((command) => {
  const { world, conference, reader } = command;
  const digits = reader.requiredText('digits');
  reader.whole('duration_millis', 250, 100, 500);
  if (digits !== '' && !/^[0-9A-D*#wW]+$/.test(digits)) reader.refuse(invalidDigits('/digits'));
  const some = readSomeMembers(command);
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  for (const { leg } of some ?? conference.members) {
    inBackground(sendDigits(world, leg, digits), 'sending digits');
  }
  return done();
});
