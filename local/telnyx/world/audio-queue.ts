import { inBackground } from '../background.ts';
import type { AudioSource } from '../media/media-engine.ts';
import type { World } from '../world.ts';
import { emitLegEvent } from './leg-webhooks.ts';
import type { Leg } from './leg.ts';
import { transcribeHeard } from './transcription.ts';

export type AudioStatus = 'completed' | 'cancelled' | 'call_hangup' | 'failed' | 'file_not_found';

export type LoadedSource =
  | { ok: true; source: AudioSource }
  | { ok: false; status: 'failed' | 'file_not_found'; detail: string };

/** One `speak` or `playback_start`. A leg plays one after the other. */
export interface AudioItem {
  kind: 'speak' | 'playback';
  /** Event fields of a playback: `media_url`, `media_name`, `overlay`. */
  fields: Record<string, unknown>;
  /** The words, for the transcripts of the persons who hear them. */
  text: string | null;
  targets: 'self' | 'opposite' | 'both';
  loops: number | 'infinity';
  load(): Promise<LoadedSource>;
  /** Told once, when it is over. */
  finished?: (status: AudioStatus) => void;
  isStopped?: boolean;
}

function hearers(leg: Leg, targets: AudioItem['targets']): Leg[] {
  const opposite = leg.partner === null ? [] : [leg.partner];
  if (targets === 'opposite') return opposite;
  return targets === 'both' ? [leg, ...opposite] : [leg];
}

function isOver(leg: Leg, item: AudioItem): boolean {
  return item.isStopped === true || leg.state === 'ended';
}

async function playLoops(
  world: World,
  leg: Leg,
  item: AudioItem,
  source: AudioSource,
): Promise<AudioStatus> {
  const ears = hearers(leg, item.targets);
  if (item.text !== null) {
    for (const { party } of ears) {
      if (party.kind === 'person') party.record.transcript.push(item.text);
    }
  }
  const isEndless = item.loops === 'infinity';
  const rounds = item.loops === 'infinity' ? 1 : item.loops;
  for (let round = 0; round < rounds && !isOver(leg, item); round += 1) {
    const heard = await Promise.all(
      ears.map((ear) => world.media.playTo(ear.id, source, isEndless ? { loop: true } : {})),
    );
    if (heard.every((result) => result === 'cancelled')) break;
    if (round === rounds - 1) {
      if (item.text !== null) transcribeHeard(world, ears, item.text);
      return 'completed';
    }
  }
  return 'cancelled';
}

async function play(world: World, leg: Leg, item: AudioItem): Promise<void> {
  const loaded = await item.load();
  if (isOver(leg, item)) {
    finish(world, leg, item, 'cancelled');
    return;
  }
  if (!loaded.ok) {
    finish(world, leg, item, loaded.status, loaded.detail);
    return;
  }
  emitLegEvent(world, leg, `call.${item.kind}.started`, item.fields);
  try {
    finish(world, leg, item, await playLoops(world, leg, item, loaded.source));
  } catch (cause) {
    // The media engine could not play the file, and says why.
    const detail = cause instanceof Error ? cause.message : 'The audio could not be played.';
    finish(world, leg, item, 'failed', detail);
  }
}

function finish(
  world: World,
  leg: Leg,
  item: AudioItem,
  status: AudioStatus,
  detail?: string,
): void {
  // A hang-up has already told the end of whatever was playing.
  if (leg.audio.current !== item) return;
  leg.audio.current = null;
  const statusDetail = item.kind === 'playback' ? { status_detail: detail ?? null } : {};
  emitLegEvent(world, leg, `call.${item.kind}.ended`, { ...item.fields, status, ...statusDetail });
  item.finished?.(status);
  playNext(world, leg);
}

function playNext(world: World, leg: Leg): void {
  if (leg.audio.current !== null || leg.state === 'ended') return;
  const next = leg.audio.waiting.shift();
  if (next === undefined) return;
  leg.audio.current = next;
  inBackground(play(world, leg, next), `${next.kind} on a call`);
}

/** Queues audio for what the leg hears. */
export function enqueueAudio(world: World, leg: Leg, item: AudioItem): void {
  leg.audio.waiting.push(item);
  playNext(world, leg);
}

/** Stops what is playing, and with `all` also what waits. */
export function stopAudio(world: World, leg: Leg, scope: 'current' | 'all'): void {
  if (scope === 'all') {
    for (const waiting of leg.audio.waiting.splice(0)) waiting.finished?.('cancelled');
  }
  const { current } = leg.audio;
  if (current === null) return;
  current.isStopped = true;
  for (const ear of hearers(leg, current.targets)) world.media.stopPlayingTo(ear.id);
}

/** The leg ended: whatever played is over, and says so before `call.hangup`. */
export function endAudioWithCall(world: World, leg: Leg): void {
  leg.audio.waiting.length = 0;
  const { current } = leg.audio;
  if (current === null) return;
  leg.audio.current = null;
  current.isStopped = true;
  for (const ear of hearers(leg, current.targets)) world.media.stopPlayingTo(ear.id);
  emitLegEvent(world, leg, `call.${current.kind}.ended`, {
    ...current.fields,
    status: 'call_hangup',
  });
  current.finished?.('call_hangup');
}
