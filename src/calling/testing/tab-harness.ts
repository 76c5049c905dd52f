import type { Calling, CallSession } from '../call-session.ts';
import { createCallStore } from '../call-store.ts';
import { createTabCalling } from '../tab-calling.ts';
import type { TabChannelPort, TabMessage } from '../tab-channel.ts';
import { createTabLocks } from '../tab-lock.ts';
import { ANA } from './calling-harness.ts';
import { createVirtualClock, settle } from './virtual-clock.ts';

export interface FakeTab {
  id: string;
  calling: Calling;
  /** What its session did, in order: `hold`, `letGo`, and the actions with their first argument. */
  did: string[];
  holdsPhone(): boolean;
  setVisible(isVisible: boolean): void;
  /** The browser puts it to sleep: it hears nothing, says nothing, and its timers stand still. */
  sleep(): void;
  wake(): void;
  /** As a click on the tab's cross does. */
  close(): void;
}

interface Request {
  owner: string;
  run: () => unknown;
  settle: { resolve: () => void; reject: (reason: Error) => void };
}

/** The Web Locks of one browser, as far as `tab-lock.ts` uses them. */
function createLocks() {
  let holder: Request | null = null;
  let queue: Request[] = [];
  const next = () => {
    const first = queue.shift() ?? null;
    holder = first;
    if (!first) return;
    void runOut(first);
  };
  const runOut = async (request: Request) => {
    await request.run();
    if (holder !== request) return;
    request.settle.resolve();
    next();
  };
  return {
    drop(owner: string) {
      queue = queue.filter((request) => request.owner !== owner);
      if (holder?.owner === owner) next();
    },
    of: (owner: string) =>
      ({
        request: (_name: string, options: LockOptions, run: () => unknown) =>
          new Promise<void>((resolve, reject) => {
            const request = { owner, run, settle: { resolve, reject } };
            options.signal?.addEventListener('abort', () => {
              queue = queue.filter((other) => other !== request);
              reject(new DOMException('', 'AbortError'));
            });
            if (options.steal) {
              holder?.settle.reject(new DOMException('', 'AbortError'));
              queue.unshift(request);
              next();
            } else {
              queue.push(request);
              if (!holder) next();
            }
          }),
      }) as unknown as LockManager,
  };
}

/** A browser with tabs of Ana's, whose sessions only write down what they are told. */
export function createFakeBrowser() {
  const clock = createVirtualClock();
  const locks = createLocks();
  const ears = new Map<string, (message: TabMessage) => void>();
  const asleep = new Set<string>();
  const said: TabMessage[] = [];
  let lastId = 0;

  const channelOf = (id: string): TabChannelPort => ({
    open(_memberId, listener) {
      ears.set(id, listener);
      return {
        post(message) {
          if (asleep.has(id)) return;
          said.push(message);
          const copy = structuredClone(message);
          for (const [other, hear] of ears) {
            if (other !== id && !asleep.has(other)) queueMicrotask(() => hear(copy));
          }
        },
        close: () => void ears.delete(id),
      };
    },
  });

  const openTab = async (isVisible = true): Promise<FakeTab> => {
    lastId += 1;
    const id = `tab-${lastId}`;
    const did: string[] = [];
    let seen = isVisible;
    let onVisibility = () => {};
    const missed: (() => void)[] = [];
    const whenAwake = (run: () => void) => () => (asleep.has(id) ? missed.push(run) : run());
    const calling = createTabCalling(sessionOf(did), {
      tabId: id,
      newId: () => `${id}-${(lastId += 1)}`,
      clock: {
        ...clock,
        every: (ms, run) =>
          clock.every(ms, () => {
            if (!asleep.has(id)) run();
          }),
      },
      locks: createTabLocks({
        request: (async (name: string, options: LockOptions, run: LockGrantedCallback<unknown>) => {
          try {
            return await locks.of(id).request(name, options, run);
          } catch (error) {
            // What the browser has to say waits until the tab wakes.
            await new Promise<void>((resolve) => whenAwake(resolve)());
            throw error;
          }
        }) as LockManager['request'],
      }),
      channels: channelOf(id),
      visibility: {
        isVisible: () => seen,
        onChange(listener) {
          onVisibility = listener;
          return () => {};
        },
      },
    });
    await calling.signIn(ANA);
    await settle();
    return {
      id,
      calling,
      did,
      holdsPhone: () => calling.store.getState().holdsPhone,
      setVisible(next) {
        seen = next;
        onVisibility();
      },
      sleep: () => void asleep.add(id),
      wake() {
        asleep.delete(id);
        for (const run of missed.splice(0)) run();
      },
      close() {
        asleep.add(id);
        ears.delete(id);
        locks.drop(id);
      },
    };
  };
  return { clock, openTab, said };
}

function sessionOf(did: string[]): CallSession {
  const store = createCallStore();
  const session = {
    store,
    open: () => {},
    holdPhone() {
      did.push('hold');
      store.setState({ holdsPhone: true });
      return Promise.resolve();
    },
    letGoPhone() {
      did.push('letGo');
      store.setState({ holdsPhone: false });
      return Promise.resolve();
    },
    signOut: () => Promise.resolve(),
    accept(callId: string) {
      did.push(`accept ${callId}`);
      store.setState({ lost: { [callId]: true } });
      return Promise.resolve();
    },
    acceptTest: (callId: string) => Promise.resolve(callId === 'call-test'),
    measureNetwork: () => Promise.reject(new Error('no network')),
    openDialog() {
      did.push('openDialog');
      store.setState(({ dialog }) => ({ dialog: { ...dialog, isOpen: true } }));
    },
    enableRinging() {
      did.push('enableRinging');
      return Promise.resolve();
    },
  };
  return session as unknown as CallSession;
}
