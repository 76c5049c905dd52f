import type { CallCard } from '@core/contracts/call-card.ts';
import type { QualityChange } from '@core/contracts/quality-card.ts';
import type { CallStore } from './call-store.ts';
import { withCard, withQuality, withSnapshot } from './card-set.ts';
import type { ClockPort, LiveCallsPort, Member, PagePort, TabMemoryPort } from './ports.ts';
import { callsForPerson } from './selectors.ts';
import { createServerClock } from './server-clock.ts';

/** While a channel is lost the calls are polled: the popup still comes within two to three seconds. */
const POLL_MS = 2_000;
/** So long after its deadline a ringing call that did not move on is asked after. */
const OVERDUE_MS = 700;
/** While both are joined a snapshot now and then repairs what a lost broadcast left behind. */
const RECONCILE_MS = 30_000;

export interface LiveFeed {
  start(member: Member): void;
  stop(): void;
  /** Asks the server now. Resolves with the live calls, or null when it could not be reached. */
  refresh(): Promise<readonly CallCard[] | null>;
}

/** Keeps the store's cards true: broadcasts are hints, `live_calls()` is the truth. */
export function createLiveFeed(deps: {
  store: CallStore;
  liveCalls: LiveCallsPort;
  clock: ClockPort;
  page: PagePort;
  memory: TabMemoryPort;
}): LiveFeed {
  const { store, liveCalls, clock, page, memory } = deps;
  const known = memory.read()?.clockOffsetMs ?? null;
  const serverClock = createServerClock(() => clock.now(), known);
  if (known !== null) store.setState({ clockOffsetMs: known });
  let generation = 0;
  let stops: (() => void)[] = [];
  let cancelPoll = () => {};

  const ask = async (): Promise<readonly CallCard[] | null> => {
    const mine = generation;
    const askedAt = store.getState().lastHeard;
    const result = await liveCalls.snapshot();
    if (mine !== generation || !result.ok) return null;
    const offset = result.value.reduce(
      (_last, card) => serverClock.sample(card.serverTime),
      store.getState().clockOffsetMs,
    );
    store.setState((state) => ({
      ...withSnapshot(state, result.value, askedAt),
      clockOffsetMs: offset,
    }));
    return result.value;
  };

  const nextAskMs = (): number => {
    const { isLive, cards, clockOffsetMs } = store.getState();
    if (!isLive) return POLL_MS;
    const serverNow = clock.now() + clockOffsetMs;
    const overdueIn = Object.values(cards)
      .filter(callsForPerson)
      .map((card) => Date.parse(card.deadlineAt ?? '') + OVERDUE_MS - serverNow)
      .filter(Number.isFinite);
    return Math.min(RECONCILE_MS, ...overdueIn.map((ms) => (ms > 0 ? ms : POLL_MS)));
  };

  const schedule = () => {
    cancelPoll();
    cancelPoll = clock.after(nextAskMs(), () => {
      void ask();
      schedule();
    });
  };

  const onCard = (card: CallCard) => {
    const clockOffsetMs = serverClock.sample(card.serverTime);
    store.setState((state) => ({ ...withCard(state, card), clockOffsetMs }));
    // The step that rings now ends at another time.
    if (callsForPerson(card)) schedule();
  };

  const onQuality = (change: QualityChange) => {
    store.setState((state) => withQuality(state, change));
  };

  const onJoined = (isLive: boolean) => {
    store.setState({ isLive });
    void ask();
    schedule();
  };

  return {
    start(member) {
      this.stop();
      const scope = { organizationId: member.organizationId, memberId: member.id };
      stops = [
        liveCalls.subscribe(scope, { onCard, onQuality, onJoined }),
        page.onWake(() => {
          void ask();
          schedule();
        }),
      ];
      void ask();
      schedule();
    },
    stop() {
      generation += 1;
      cancelPoll();
      for (const stop of stops) stop();
      stops = [];
      store.setState({ isLive: false });
    },
    refresh: ask,
  };
}
