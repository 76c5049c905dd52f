import { createAiHandOver, type AiHandOver } from './ai-hand-over.ts';
import { createCallEndings, type CallEndings } from './call-endings.ts';
import type { CallingPorts } from './call-session.ts';
import type { CallStore } from './call-store.ts';
import { createHoldActions, type HoldActions } from './hold-actions.ts';
import { createKeypad, type KeypadActions } from './keypad.ts';
import { createLiveFeed } from './live-feed.ts';
import { createOwnCall, type OwnCallActions } from './own-call.ts';
import { patchCall } from './own-calls.ts';
import { createOwnLegs } from './own-legs.ts';
import { createPhoneLine } from './phone-line.ts';
import { createRoomActions, type RoomActions } from './room-actions.ts';

type Endings = Pick<CallEndings, 'hangUp' | 'dismissFinished' | 'keepFinished' | 'dismissLater'>;

/** What a person does with calls: plain functions, whose arguments could travel between tabs. */
export interface CallActions
  extends OwnCallActions, Endings, HoldActions, RoomActions, KeypadActions, AiHandOver {
  /** Whether the far end hears me; each call has its own. */
  setMuted(muted: boolean): void;
}

/** What a press does, on the ports that carry it out. */
export function createCallActions(ports: CallingPorts, store: CallStore) {
  const feed = createLiveFeed({ store, ...ports });
  const line = createPhoneLine({ store, ...ports });
  const deps = { ...ports, store, feed, line };
  const endings = createCallEndings(deps);
  const legs = createOwnLegs({ ...deps, ...endings });
  const { finish, letGo, showFinished, ...end } = endings;
  const own = createOwnCall({ ...deps, finish, trackRequest: legs.trackRequest });
  const actions: CallActions = {
    ...own,
    ...end,
    ...createHoldActions(deps),
    ...createRoomActions(deps),
    ...createKeypad(deps),
    ...createAiHandOver(deps),
    setMuted(muted) {
      const { own: front } = store.getState();
      if (front) patchCall(store, front.key, { muted });
    },
  };
  ports.softphone.subscribe((event) => {
    line.onSoftphoneEvent(event);
    legs.onSoftphoneEvent(event);
  });
  return { actions, feed, line, watch: { finish, letGo, showFinished } };
}
