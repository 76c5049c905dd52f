/** The lock that only one tab of a member and browser has: whoever has it holds the phone. */
export interface TabLock {
  /** Joins the queue, or goes to its end. */
  queue(): void;
  /** Takes the lock from a tab that sleeps. */
  steal(): void;
  /** Lets go of it, or leaves the queue. */
  leave(): void;
}

export interface TabLockPort {
  open(memberId: string, told: { onHeld: () => void; onStolen: () => void }): TabLock;
}

/**
 * Web Locks: a tab that is closed, or that crashes, lets go at once, and the first in the queue has
 * the lock. Where there are none (outside of https) every tab holds the phone for itself.
 */
export function createTabLocks(locks: Pick<LockManager, 'request'> | null): TabLockPort {
  return {
    open(memberId, { onHeld, onStolen }) {
      if (!locks) {
        let isHeld = false;
        const hold = () => {
          if (isHeld) return;
          isHeld = true;
          onHeld();
        };
        return { queue: hold, steal: hold, leave: () => {} };
      }
      const name = `switchboard-phone:${memberId}`;
      let attempt = 0;
      let letGo = () => {};

      const request = (options: LockOptions, leave: () => void) => {
        attempt += 1;
        const mine = attempt;
        letGo = leave;
        let isHeld = false;
        locks
          .request(name, options, () => {
            if (mine !== attempt) return undefined;
            isHeld = true;
            return new Promise<void>((release) => {
              letGo = release;
              onHeld();
            });
          })
          .catch(() => {
            // A queue that was left, or a lock that another tab took.
            if (mine === attempt && isHeld) onStolen();
          });
      };
      const leave = () => {
        attempt += 1;
        letGo();
        letGo = () => {};
      };
      return {
        leave,
        queue() {
          leave();
          const abort = new AbortController();
          request({ signal: abort.signal }, () => abort.abort());
        },
        steal() {
          leave();
          request({ steal: true }, () => {});
        },
      };
    },
  };
}
