import { isoTime } from '../clock.ts';
import { resourceNotFound } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import type { Recording } from '../world/recording-store.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

function view(world: World, recording: Recording): Record<string, unknown> {
  const { leg } = recording;
  const endedAtMs = recording.endedAtMs ?? recording.startedAtMs;
  return {
    record_type: 'recording',
    id: recording.id,
    call_control_id: leg.callControlId,
    call_leg_id: leg.id,
    call_session_id: leg.sessionId,
    connection_id: leg.connectionId,
    conference_id: null,
    channels: recording.channels,
    source: 'call',
    status: 'completed',
    initiated_by: recording.initiatedBy,
    from: leg.from,
    to: leg.to,
    duration_millis: endedAtMs - recording.startedAtMs,
    recording_started_at: isoTime(recording.startedAtMs),
    recording_ended_at: isoTime(endedAtMs),
    created_at: isoTime(endedAtMs),
    updated_at: isoTime(endedAtMs),
    download_urls: { mp3: null, wav: world.account.signedRecordingUrl(recording.id) },
  };
}

const FILTERS = [
  'call_control_id',
  'call_leg_id',
  'call_session_id',
  'connection_id',
  'from',
  'to',
];

export function listRecordings({ world, query }: RestRequest): Reply {
  const rows = world.recordings
    .completed()
    .map((recording) => view(world, recording))
    .filter((row) =>
      FILTERS.every((name) => {
        const filter = query.get(`filter[${name}]`);
        return filter === null || filter === row[name];
      }),
    );
  return paginate(rows, query);
}

function completed({ world, params }: RestRequest): Recording | null {
  const recording = world.recordings.get(params[0] ?? '');
  return recording?.status === 'completed' ? recording : null;
}

/** Gives fresh links, each good for 10 minutes. */
export function retrieveRecording(request: RestRequest): Reply {
  const recording = completed(request);
  if (recording === null) return refuse(resourceNotFound('There is no such recording.'));
  return ok(view(request.world, recording));
}

export function deleteRecording(request: RestRequest): Reply {
  const recording = completed(request);
  if (recording === null) return refuse(resourceNotFound('There is no such recording.'));
  const reply = ok(view(request.world, recording));
  request.world.recordings.remove(recording.id);
  request.world.wavFiles.remove(recording.id);
  return reply;
}
