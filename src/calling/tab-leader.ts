import type { ClockPort } from './ports.ts';
import type { TabChannel } from './tab-channel.ts';
import type { TabLock, TabLockPort } from './tab-lock.ts';

const BEAT_MS = 500;
/** 2 s of silence: the leader sleeps. */
const SILENT_BEATS = 4;
/** A tab that nobody sees gives one that is seen the chance to be first. */
const SILENT_BEATS_HIDDEN = 5;
/** Ticks that come closer together were held back: this tab slept itself, and must listen first. */
const LEAST_TICK_MS = BEAT_MS / 2;

export interface TabVisibility {
  isVisible(): boolean;
  onChange(listener: () => void): () => void;
}

export interface TabLeader {
  /** A sign of life of the tab that leads. */
  onBeat(): void;
  isLeader(): boolean;
  /** This tab takes the phone: the person is here. */
  takeOver(): void;
  stop(): void;
}

/**
 * Which of a member's tabs holds the phone. It is the first; when it is closed, the next in the queue,
 * where tabs that nobody sees stand behind those that somebody does; when it sleeps, whoever notices.
 */
export function createTabLeader(deps: {
  memberId: string;
  tabId: string;
  locks: TabLockPort;
  channel: TabChannel;
  clock: ClockPort;
  visibility: TabVisibility;
  /** Number of the last state that was sent. */
  seq: () => number;
  /** @param isAfterSleeper the tab that led is there still, and hears and says nothing */
  onLead: (isAfterSleeper: boolean) => void;
  onFollow: () => void;
}): TabLeader {
  const { tabId, channel, clock, visibility, onLead, onFollow } = deps;
  let isLeader = false;
  let silentBeats = 0;
  let isAfterSleeper = false;
  let lastTickAt = clock.now();

  const beat = () => channel.post({ type: 'beat', from: tabId, seq: deps.seq() });
  const lock: TabLock = deps.locks.open(deps.memberId, {
    onHeld() {
      isLeader = true;
      onLead(isAfterSleeper);
      isAfterSleeper = false;
      beat();
    },
    // This tab slept, or the person wants the phone in another one.
    onStolen() {
      isLeader = false;
      silentBeats = 0;
      onFollow();
      lock.queue();
    },
  });

  const tick = () => {
    if (isLeader) {
      beat();
      return;
    }
    const now = clock.now();
    const isLate = now - lastTickAt < LEAST_TICK_MS;
    lastTickAt = now;
    if (isLate) return;
    silentBeats += 1;
    if (silentBeats < (visibility.isVisible() ? SILENT_BEATS : SILENT_BEATS_HIDDEN)) return;
    silentBeats = 0;
    isAfterSleeper = true;
    lock.steal();
  };

  const stops = [
    clock.every(BEAT_MS, tick),
    visibility.onChange(() => {
      if (!isLeader && !visibility.isVisible()) lock.queue();
    }),
  ];
  lock.queue();

  return {
    isLeader: () => isLeader,
    onBeat() {
      silentBeats = 0;
    },
    takeOver() {
      if (!isLeader) lock.steal();
    },
    stop() {
      for (const stop of stops) stop();
      isLeader = false;
      lock.leave();
    },
  };
}
