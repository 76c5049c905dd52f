/** What a page itself sees while it is scrolled, frame by frame. */
export interface ScrollSeen {
  /** Milliseconds from frame to frame. */
  frames: number[];
  longTasks: number[];
  /** Frames in which a part of the list in sight had no row. */
  blankFrames: number;
  mostRows: number;
  lowestRow: number;
}

interface Watch {
  seen: ScrollSeen;
  stop: () => void;
}

/** Runs in the page. */
export function startWatch(): void {
  const seen: ScrollSeen = { frames: [], longTasks: [], blankFrames: 0, mostRows: 0, lowestRow: 0 };
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration);
  });
  observer.observe({ type: 'longtask' });
  let isOver = false;
  let last = performance.now();
  const look = () => {
    const rows = [...document.querySelectorAll('[data-call]')];
    const list = rows[0]?.parentElement?.getBoundingClientRect();
    const top = rows[0]?.getBoundingClientRect().top ?? 0;
    const bottom = rows.at(-1)?.getBoundingClientRect().bottom ?? 0;
    if (!list) return;
    const isBare =
      top > Math.max(list.top, 0) + 1 || bottom < Math.min(list.bottom, innerHeight) - 1;
    if (isBare && list.top < innerHeight && list.bottom > 0) seen.blankFrames += 1;
    seen.mostRows = Math.max(seen.mostRows, rows.length);
    seen.lowestRow = Math.max(seen.lowestRow, Number(rows.at(-1)?.getAttribute('aria-rowindex')));
  };
  // After those of the app, which listens before: then the frame is as it will be painted.
  const scrolled = () => {
    removeEventListener('scroll', scrolled);
    addEventListener('scroll', scrolled);
    requestAnimationFrame(look);
  };
  addEventListener('scroll', scrolled);
  const frame = (now: number) => {
    if (isOver) return;
    seen.frames.push(now - last);
    last = now;
    removeEventListener('scroll', scrolled);
    addEventListener('scroll', scrolled);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const stop = () => {
    isOver = true;
    observer.disconnect();
    removeEventListener('scroll', scrolled);
  };
  (globalThis as { scrollWatch?: Watch }).scrollWatch = { seen, stop };
}

/** Runs in the page. */
export function stopWatch(): ScrollSeen {
  const { scrollWatch } = globalThis as { scrollWatch?: Watch };
  if (!scrollWatch) throw new Error('nobody watches');
  scrollWatch.stop();
  return scrollWatch.seen;
}
