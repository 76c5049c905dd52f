/** Timers for `background-clock.ts`: a worker's are not slowed down when the tab is hidden. */

type Order = { id: number; delayMs: number; isRepeating: boolean } | { id: number; cancel: true };

const timers = new Map<number, ReturnType<typeof setTimeout>>();

self.addEventListener('message', (event: MessageEvent<Order>) => {
  const order = event.data;
  if ('cancel' in order) {
    clearTimeout(timers.get(order.id));
    timers.delete(order.id);
    return;
  }
  const tick = () => self.postMessage(order.id);
  timers.set(
    order.id,
    order.isRepeating ? setInterval(tick, order.delayMs) : setTimeout(tick, order.delayMs),
  );
});
