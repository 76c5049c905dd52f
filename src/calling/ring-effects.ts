import type { CallingState } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import type { NotifierPort, Tone, TitlePort, TonesPort } from './ports.ts';
import { consultation } from './room-selectors.ts';
import { audibleRings, ownCard, ownPhase, partyName } from './selectors.ts';

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

/** Which tone belongs to this state. One at a time, however many calls ring. */
function toneFor(state: CallingState): Tone | null {
  const isRinging = audibleRings(state).length > 0;
  if (state.own) {
    if (ownPhase(state) === 'ringing' || isAskingSomebody(state)) return 'ringback';
    return isRinging ? 'quiet_ring' : null;
  }
  return isRinging ? 'ring' : null;
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
  onNotificationClick: () => void;
}): () => void {
  const { store, tones, notifier, title, texts, onNotificationClick } = deps;
  const shown = new Map<string, () => void>();
  let tone: Tone | null = null;

  /** In a call a ring is a soft tone and a card: nothing else asks for attention. */
  const alerting = (state: CallingState) => (state.own ? [] : audibleRings(state));

  const follow = (state: CallingState) => {
    const wanted = toneFor(state);
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
    tones.play(null);
    title.flash(null);
    for (const close of shown.values()) close();
    shown.clear();
  };
}
