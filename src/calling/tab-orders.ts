import type { ClockPort } from './ports.ts';
import type { TabMessage } from './tab-channel.ts';

type Order = Extract<TabMessage, { type: 'do' }>;

/** Longer than any request to the server takes with all that it waits for. */
const ANSWER_TIMEOUT_MS = 30_000;

interface Pending {
  order: Order;
  isTaken: boolean;
  settle: (value: unknown, error: string | null) => void;
}

export interface TabOrders {
  /** Has the leader do it. Resolves with its answer; rejects where it threw. */
  send(name: string, args: unknown[]): Promise<unknown>;
  onGot(id: string): void;
  onDone(id: string, value: unknown, error: string | null): void;
  /** There is another leader: what the last one had not taken is said again. */
  repeat(): void;
  /** This tab leads now, and does what nobody took. */
  doAll(run: (name: string, args: unknown[]) => Promise<unknown>): void;
}

/** What was pressed in a tab that does not hold the phone, until the tab that does has answered. */
export function createTabOrders(deps: {
  tabId: string;
  newId: () => string;
  clock: ClockPort;
  post: (message: TabMessage) => void;
}): TabOrders {
  const { tabId, newId, clock, post } = deps;
  const pending = new Map<string, Pending>();

  const onDone = (id: string, value: unknown, error: string | null) => {
    pending.get(id)?.settle(value, error);
  };
  return {
    onDone,
    send(name, args) {
      return new Promise((resolve, reject) => {
        const id = newId();
        const order: Order = { type: 'do', from: tabId, id, name, args };
        const cancel = clock.after(ANSWER_TIMEOUT_MS, () => onDone(id, undefined, null));
        const settle = (value: unknown, error: string | null) => {
          pending.delete(id);
          cancel();
          if (error === null) resolve(value);
          else reject(new Error(error));
        };
        pending.set(id, { order, isTaken: false, settle });
        post(order);
      });
    },
    onGot(id) {
      const found = pending.get(id);
      if (found) found.isTaken = true;
    },
    repeat() {
      for (const { order, isTaken } of pending.values()) if (!isTaken) post(order);
    },
    doAll(run) {
      for (const { order, isTaken, settle } of [...pending.values()]) {
        if (isTaken) settle(undefined, null);
        else void run(order.name, order.args).then((value) => settle(value, null));
      }
    },
  };
}
