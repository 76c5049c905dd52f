import type { Timer } from '../clock.ts';
import type { World } from '../world.ts';

/** A caller who speaks for longer than this over the assistant cuts it off. */
const BARGE_IN_MS = 300;

export interface EarHost {
  world: World;
  endpointingMs(): number;
  /** The caller goes on talking over the assistant. */
  interrupted(): void;
  /** The caller has spoken and finished. */
  understood(text: string): void;
}

/** How an assistant listens. */
export interface Ear {
  /** Somebody begins to speak. */
  began(): void;
  /** And has finished. @param text null: it was cut off */
  ended(text: string | null): void;
  /** Somebody speaks at this moment. */
  isHearing(): boolean;
  /** Somebody speaks, or has spoken and was not understood yet. */
  isBusy(): boolean;
  close(): void;
}

/** Sentences that follow each other without a pause are one. */
export function createEar(host: EarHost): Ear {
  const { clock } = host.world;
  let speaking = 0;
  let texts: string[] = [];
  let bargeIn: Timer | null = null;
  let endpoint: Timer | null = null;
  const stop = (timer: Timer | null): null => {
    timer?.cancel();
    return null;
  };
  const conclude = (): void => {
    endpoint = null;
    const text = texts.join(' ');
    texts = [];
    host.understood(text);
  };
  return {
    began() {
      speaking += 1;
      endpoint = stop(endpoint);
      bargeIn ??= clock.setTimeout(() => {
        bargeIn = null;
        host.interrupted();
      }, BARGE_IN_MS);
    },
    ended(text) {
      speaking = Math.max(0, speaking - 1);
      if (text !== null) texts.push(text);
      if (speaking > 0) return;
      bargeIn = stop(bargeIn);
      endpoint = stop(endpoint);
      endpoint = clock.setTimeout(conclude, host.endpointingMs());
    },
    isHearing: () => speaking > 0,
    isBusy: () => speaking > 0 || endpoint !== null,
    close() {
      bargeIn = stop(bargeIn);
      endpoint = stop(endpoint);
    },
  };
}
