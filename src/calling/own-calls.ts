import type { CallingState, OwnCall } from './call-state.ts';
import type { CallStore } from './call-store.ts';

/**
 * The calls of this tab: one in the foreground (`own`), the others put aside (`aside`). Everything here
 * is a function of the state; there is a foreground whenever there is a call.
 */
type OwnCalls = Pick<CallingState, 'own' | 'aside'>;

export function newCall(call: Partial<OwnCall> & Pick<OwnCall, 'key' | 'direction'>): OwnCall {
  return {
    callId: null,
    name: null,
    number: null,
    legId: null,
    leg: 'none',
    muted: false,
    digits: '',
    presses: 0,
    holdWish: null,
    isSupervising: false,
    isEnding: false,
    isHandingBack: false,
    ...call,
  };
}

/** All of them, the foreground first. */
export function ownCalls({ own, aside }: OwnCalls): readonly OwnCall[] {
  return own ? [own, ...aside] : aside;
}

export function findCall(state: OwnCalls, callId: string): OwnCall | undefined {
  return ownCalls(state).find((call) => call.callId === callId);
}

export function callWithKey(state: OwnCalls, key: string): OwnCall | undefined {
  return ownCalls(state).find((call) => call.key === key);
}

export function callOfLeg(state: OwnCalls, legId: string): OwnCall | undefined {
  return ownCalls(state).find((call) => call.legId === legId);
}

/** Changes one of my calls, if it is still mine. */
export function patchCall(store: CallStore, key: string, patch: Partial<OwnCall>): void {
  const change = (call: OwnCall) => (call.key === key ? { ...call, ...patch } : call);
  store.setState(({ own, aside }) => ({ own: own && change(own), aside: aside.map(change) }));
}

/**
 * With this call in the foreground, new or not; the one that was there is put aside, on hold.
 *
 * @param since now, by the server's clock
 */
export function broughtForward(state: OwnCalls, call: OwnCall, since: string): OwnCalls {
  const others = ownCalls(state).filter(({ key }) => key !== call.key);
  const [before, ...rest] = others;
  const isChanged = state.own?.key !== call.key;
  const waits = before && { ...before, holdWish: { isHeld: true, since } };
  if (!isChanged || !waits) return { own: call, aside: others };
  return { own: call, aside: [...rest, waits] };
}

/** Without this call. The one that was put aside last comes to the foreground in its stead. */
export function withoutCall({ own, aside }: OwnCalls, key: string): OwnCalls {
  if (own?.key !== key) return { own, aside: aside.filter((call) => call.key !== key) };
  return { own: aside.at(-1) ?? null, aside: aside.slice(0, -1) };
}
