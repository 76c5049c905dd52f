import type { CallingState } from './call-state.ts';

/** What the tabs of one member in one browser say to each other. `from` is the tab that speaks. */
export type TabMessage =
  /** The leader is alive; `seq` is that of its last `state`, so that a lost one is noticed. */
  | { type: 'beat'; from: string; seq: number }
  /** A follower wants the whole state. */
  | { type: 'hello'; from: string }
  /** What changed in the leader's state since `seq - 1`, or, when whole, all of it. */
  | { type: 'state'; from: string; seq: number; isWhole: boolean; state: Partial<CallingState> }
  /** A follower wants the leader to do this. */
  | { type: 'do'; from: string; id: string; name: string; args: unknown[] }
  /** The leader has it: it need not be said again to the next leader. */
  | { type: 'got'; from: string; id: string }
  | { type: 'done'; from: string; id: string; value: unknown; error: string | null };

/** Reaches every other tab in which the same member is signed in. */
export interface TabChannel {
  post(message: TabMessage): void;
  close(): void;
}

export interface TabChannelPort {
  open(memberId: string, listener: (message: TabMessage) => void): TabChannel;
}

/** Only pages of this origin can speak here. Without the API there is one tab, as far as it knows. */
export function createTabChannels(): TabChannelPort {
  return {
    open(memberId, listener) {
      if (typeof BroadcastChannel === 'undefined') return { post: () => {}, close: () => {} };
      const channel = new BroadcastChannel(`switchboard-phone:${memberId}`);
      let isOpen = true;
      channel.addEventListener('message', (event: MessageEvent<TabMessage>) => {
        if (isOpen) listener(event.data);
      });
      return {
        post(message) {
          if (isOpen) channel.postMessage(message);
        },
        close() {
          isOpen = false;
          channel.close();
        },
      };
    },
  };
}
