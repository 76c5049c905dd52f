import type { CallingState } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import { ownCalls } from './own-calls.ts';
import type { ClockPort, NotifierPort, Tone, TitlePort, TonesPort } from './ports.ts';
import { consultation, heldSince } from './room-selectors.ts';
import { audibleRings, ownCard, ownPhase, partyName } from './selectors.ts';
import { secondsSince } from './server-clock.ts';

/** Texts that leave the page: the desktop notification and the tab's title. */
export interface RingTexts {
  /** @param reason why the AI asks for a person; null when the call rings */
  notificationTitle(caller: string, reason: string | null): string;
  notificationBody(line: string, number: string | null): string;
  titleFlash(caller: string): string;
}

/** For tabs that only show the phone: another one rings, and shows the notification. */
export const SILENT = {
  tones: { play: () => {} },
  notifier: { show: () => () => {} },
  onNotificationClick: () => {},
};

/** From then on the phone reminds of whoever waits on hold. */
export const LONG_HOLD_MS = 120_000;

/** Which tone belongs to this state. One at a time, however many calls ring. */
function toneFor(state: CallingState, nowMs: number): Tone | null {
  const isRinging = audibleRings(state).length > 0;
  if (state.own) {
    if (ownPhase(state) === 'ringing' || isAskingSomebody(state)) return 'ringback';
    if (isRinging) return 'quiet_ring';
    return isLongHold(state, nowMs) ? 'knock' : null;
  }
  return isRinging ? 'ring' : null;
}

/** Since when the caller waits on hold who has waited longest; null where nobody does. */
function longestHold(state: CallingState): string | null {
  const since = ownCalls(state).map((call) => heldSince(state, call));
  return since.filter((each) => each !== null).toSorted()[0] ?? null;
}

/** Somebody has waited on hold for so long that they may have been forgotten. */
function isLongHold(state: CallingState, nowMs: number): boolean {
  return secondsSince(longestHold(state), nowMs, state.clockOffsetMs) * 1_000 >= LONG_HOLD_MS;
}

/** The caller hears music and whom I ask is rung: nobody is heard until they answer. */
function isAskingSomebody(state: CallingState): boolean {
  const card = ownCard(state);
  const asked = card ? consultation(card) : null;
  return asked?.status === 'ringing' && asked.invitedBy?.id === state.me?.id;
}

/**
 * Sound, desktop notification and title follow the state, so that all of them stop in the moment in
 * which the call is taken or ends.
 */
export function startRingEffects(deps: {
  store: CallStore;
  tones: Pick<TonesPort, 'play'>;
  notifier: Pick<NotifierPort, 'show'>;
  title: TitlePort;
  texts: RingTexts;
  clock: ClockPort;
  onNotificationClick: () => void;
}): () => void {
  const { store, tones, notifier, title, texts, clock, onNotificationClick } = deps;
  const shown = new Map<string, () => void>();
  let tone: Tone | null = null;
  let heldSinceThen: string | null = null;
  let stopWaiting = () => {};

  /** In a call a ring is a soft tone and a card: nothing else asks for attention. */
  const alerting = (state: CallingState) => (state.own ? [] : audibleRings(state));

  /** Nothing changes in the moment in which a hold becomes long: a timer has to say so. */
  const awaitLongHold = (state: CallingState, nowMs: number) => {
    const since = longestHold(state);
    if (since === heldSinceThen) return;
    heldSinceThen = since;
    stopWaiting();
    if (since === null) return;
    const heldMs = secondsSince(since, nowMs, state.clockOffsetMs) * 1_000;
    stopWaiting = clock.after(LONG_HOLD_MS - heldMs, () => follow(store.getState()));
  };

  const follow = (state: CallingState) => {
    const nowMs = clock.now();
    awaitLongHold(state, nowMs);
    const wanted = toneFor(state, nowMs);
    if (wanted !== tone) {
      tone = wanted;
      tones.play(wanted);
    }
    const rings = alerting(state);
    title.flash(rings[0] ? texts.titleFlash(partyName(rings[0])) : null);
    const ids = new Set(rings.map((card) => card.id));
    for (const [id, close] of shown) {
      if (ids.has(id)) continue;
      close();
      shown.delete(id);
    }
    for (const card of rings) {
      if (shown.has(card.id)) continue;
      const close = notifier.show({
        tag: card.id,
        title: texts.notificationTitle(partyName(card), card.ai?.wants?.reason ?? null),
        body: texts.notificationBody(card.line.label, card.fromNumber),
        onClick: onNotificationClick,
      });
      shown.set(card.id, close);
    }
  };

  const unsubscribe = store.subscribe(follow);
  follow(store.getState());
  return () => {
    unsubscribe();
    stopWaiting();
    tones.play(null);
    title.flash(null);
    for (const close of shown.values()) close();
    shown.clear();
  };
}
