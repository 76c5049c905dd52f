import type { Calling, CallSession } from './call-session.ts';
import type { ClockPort, Member } from './ports.ts';
import { type TabChannel, type TabChannelPort, type TabMessage } from './tab-channel.ts';
import { createTabLeader, type TabLeader, type TabVisibility } from './tab-leader.ts';
import type { TabLockPort } from './tab-lock.ts';
import { publishChanges, wholeState } from './tab-mirror.ts';
import { createTabOrders } from './tab-orders.ts';

export interface TabPorts {
  /** Names this tab for as long as its page lives. */
  tabId: string;
  newId: () => string;
  locks: TabLockPort;
  channels: TabChannelPort;
  visibility: TabVisibility;
  clock: ClockPort;
}

/** What concerns the tab in which it is pressed, or what only that tab can do. */
const DONE_HERE: ReadonlySet<string> = new Set<keyof CallSession>([
  'signIn',
  'signOut',
  'open',
  'holdPhone',
  'letGoPhone',
  'enableCalls',
  'enableRinging',
  'setAvailability',
  'testRing',
  'keyTone',
  'openDialog',
  'closeDialog',
  'setMinimised',
  'toggleKeypad',
  'togglePanel',
  'setForm',
]);

/**
 * One phone for all tabs of a member in this browser. One tab, the leader, runs the session. The
 * others show its state and have it do what is pressed in them; when it is gone, one of them goes on.
 */
export function createTabCalling(session: CallSession, ports: TabPorts): Calling {
  const { tabId, newId, clock } = ports;
  const { store } = session;
  let leader: TabLeader | null = null;
  let channel: TabChannel | null = null;
  let member: Member | null = null;
  let sentSeq = 0;
  /** The leader that is followed, and the last of its states that was heard. */
  let followed = { tab: '', seq: -1 };
  let stopPublishing = () => {};
  let onceHeld = () => {};

  const post = (message: TabMessage) => channel?.post(message);
  const isLeader = () => leader?.isLeader() ?? true;
  const orders = createTabOrders({ tabId, newId, clock, post });

  const run = async (name: string, args: unknown[]): Promise<unknown> => {
    const action: unknown = DONE_HERE.has(name) ? null : session[name as keyof CallSession];
    return typeof action === 'function' ? ((await action.apply(session, args)) as unknown) : null;
  };

  const tell = (isWhole: boolean, state: ReturnType<typeof wholeState>) => {
    sentSeq += 1;
    post({ type: 'state', from: tabId, seq: sentSeq, isWhole, state });
  };
  const tellAll = () => tell(true, wholeState(store.getState()));
  const ask = () => post({ type: 'hello', from: tabId });

  const onLead = (isAfterSleeper: boolean) => {
    if (!member) return;
    stopPublishing = publishChanges(store, (change) => tell(false, change));
    const holding = session.holdPhone(member, { isAfterSleeper });
    void holding.then(onceHeld);
    tellAll();
    orders.doAll(run);
  };

  const takeOver = async (): Promise<void> => {
    if (isLeader()) return;
    const held = new Promise<void>((resolve) => {
      onceHeld = resolve;
    });
    leader?.takeOver();
    await held;
  };

  const onFollow = () => {
    stopPublishing();
    followed = { tab: '', seq: -1 };
    void session.letGoPhone();
    ask();
  };

  const heard = (from: string) => {
    leader?.onBeat();
    if (followed.tab === from) return;
    followed = { tab: from, seq: -1 };
    orders.repeat();
  };

  const onState = ({ from, seq, isWhole, state }: Extract<TabMessage, { type: 'state' }>) => {
    heard(from);
    if (!isWhole && seq !== followed.seq + 1) {
      ask();
      return;
    }
    followed = { tab: from, seq };
    store.setState(state);
  };

  const serve = async ({ id, name, args }: Extract<TabMessage, { type: 'do' }>) => {
    post({ type: 'got', from: tabId, id });
    const answer = await run(name, args).then(
      (value) => ({ value, error: null }),
      (error: unknown) => ({ value: undefined, error: String(error) }),
    );
    post({ type: 'done', from: tabId, id, ...answer });
  };

  const onMessage = (message: TabMessage) => {
    if (isLeader()) {
      if (message.type === 'hello') tellAll();
      else if (message.type === 'do') void serve(message);
      return;
    }
    if (message.type === 'state') onState(message);
    else if (message.type === 'got') orders.onGot(message.id);
    else if (message.type === 'done') orders.onDone(message.id, message.value, message.error);
    else if (message.type === 'beat') {
      heard(message.from);
      if (message.seq !== followed.seq) ask();
    }
  };

  const stop = () => {
    stopPublishing();
    leader?.stop();
    channel?.close();
    leader = null;
    channel = null;
    member = null;
  };

  const routed = Object.fromEntries(
    Object.entries(session).map(([name, value]: [string, unknown]) => [
      name,
      typeof value !== 'function' || DONE_HERE.has(name)
        ? value
        : (...args: unknown[]): unknown =>
            isLeader() ? value.apply(session, args) : orders.send(name, args),
    ]),
  ) as unknown as Calling;

  return {
    ...routed,
    async signIn(next) {
      if (member?.id === next.id) return;
      if (member) await this.signOut();
      member = next;
      session.open(next);
      channel = ports.channels.open(next.id, onMessage);
      leader = createTabLeader({
        ...ports,
        memberId: next.id,
        channel,
        seq: () => sentSeq,
        onLead,
        onFollow,
      });
      ask();
    },
    async signOut() {
      stop();
      await session.signOut();
    },
    // The browser's question, and the click that sound needs, belong to the tab where the person is.
    async enableCalls() {
      await takeOver();
      await session.enableCalls();
    },
    async enableRinging() {
      // Before anything else, so that the browser sees it come from the click.
      await session.enableRinging();
      await takeOver();
    },
  };
}
