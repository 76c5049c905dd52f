import { useMemo, useSyncExternalStore } from 'react';
import type { CallStore } from './call-store.ts';
import { type LiveBoard, liveBoard } from './live-board.ts';
import { useCalling } from './use-calling.ts';

/** A frame at 60 Hz. */
const FRAME_MS = 16;

interface BoardFeed {
  subscribe(onChange: () => void): () => void;
  read(): LiveBoard;
}

/**
 * The board, drawn once a frame at most: the first change is drawn at once, what follows within the
 * same frame is drawn together. A storm of events costs the screen no more than a film does.
 */
function createBoardFeed(store: CallStore): BoardFeed {
  let board = liveBoard(store.getState());
  let isLate = false;
  return {
    subscribe(onChange) {
      let drawnAt = 0;
      let frame: number | null = null;
      const draw = () => {
        frame = null;
        isLate = false;
        drawnAt = performance.now();
        const next = liveBoard(store.getState(), board);
        if (next === board) return;
        board = next;
        onChange();
      };
      const stop = store.subscribe((state, previous) => {
        if (state.cards === previous.cards || frame !== null) return;
        if (performance.now() - drawnAt >= FRAME_MS) {
          draw();
          return;
        }
        isLate = true;
        frame = requestAnimationFrame(draw);
      });
      draw();
      drawnAt = 0;
      return () => {
        stop();
        isLate = false;
        if (frame !== null) cancelAnimationFrame(frame);
      };
    },
    read() {
      // Between two frames whoever draws for another reason draws what was drawn before.
      if (!isLate) board = liveBoard(store.getState(), board);
      return board;
    },
  };
}

/** Every live call, lane by lane. */
export function useLiveBoard(): LiveBoard {
  const { store } = useCalling();
  const feed = useMemo(() => createBoardFeed(store), [store]);
  return useSyncExternalStore(feed.subscribe, feed.read);
}
