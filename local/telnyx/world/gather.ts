import type { Timer } from '../clock.ts';
import type { World } from '../world.ts';
import { emitLegEvent } from './leg-webhooks.ts';
import { setLegTimer } from './leg.ts';
import type { Leg } from './leg.ts';

export interface GatherOptions {
  minimumDigits: number;
  maximumDigits: number;
  timeoutMs: number;
  interDigitTimeoutMs: number;
  initialTimeoutMs: number;
  terminatingDigit: string;
  validDigits: string;
  gatherId: string | null;
  maximumTries: number;
  /** Plays the prompt and calls back at its end; `isRetry` after a wrong entry. */
  prompt: ((isRetry: boolean, done: () => void) => void) | null;
  /** Silences the prompt when the first key is pressed. */
  stopPrompt: () => void;
}

/** Key presses being collected on a leg. */
export interface Gather {
  options: GatherOptions;
  digits: string;
  triesLeft: number;
  timers: Timer[];
}

type GatherStatus = 'valid' | 'invalid' | 'call_hangup' | 'cancelled' | 'timeout';

function clearTimers(gather: Gather): void {
  for (const timer of gather.timers) timer.cancel();
  gather.timers = [];
}

function end(world: World, leg: Leg, gather: Gather, status: GatherStatus): void {
  if (leg.gather !== gather) return;
  clearTimers(gather);
  leg.gather = null;
  emitLegEvent(world, leg, 'call.gather.ended', {
    digits: gather.digits,
    status,
    from: leg.from,
    to: leg.to,
    ...(gather.options.gatherId === null ? {} : { gather_id: gather.options.gatherId }),
  });
}

function judge(gather: Gather): GatherStatus {
  const { minimumDigits, validDigits } = gather.options;
  if (gather.digits === '') return 'timeout';
  const isAllowed = [...gather.digits].every((digit) => validDigits.includes(digit));
  return isAllowed && gather.digits.length >= minimumDigits ? 'valid' : 'invalid';
}

/** Ends the try; a wrong entry is asked for again while tries are left. */
function conclude(world: World, leg: Leg, gather: Gather): void {
  const status = judge(gather);
  gather.triesLeft -= 1;
  if (status === 'valid' || gather.triesLeft <= 0 || gather.options.prompt === null) {
    end(world, leg, gather, status);
    return;
  }
  gather.digits = '';
  beginTry(world, leg, gather, true);
}

function beginTry(world: World, leg: Leg, gather: Gather, isRetry: boolean): void {
  clearTimers(gather);
  const { prompt, initialTimeoutMs, timeoutMs } = gather.options;
  const startTimers = (): void => {
    if (leg.gather !== gather || gather.digits !== '') return;
    const give = (): void => conclude(world, leg, gather);
    gather.timers.push(setLegTimer(world.clock, leg, Math.min(initialTimeoutMs, timeoutMs), give));
  };
  if (prompt === null) startTimers();
  else prompt(isRetry, startTimers);
}

/** Starts collecting; an earlier gather on the leg is cancelled. */
export function startGather(world: World, leg: Leg, options: GatherOptions): void {
  stopGather(world, leg, 'cancelled');
  const gather: Gather = { options, digits: '', triesLeft: options.maximumTries, timers: [] };
  leg.gather = gather;
  beginTry(world, leg, gather, false);
}

export function stopGather(world: World, leg: Leg, status: 'cancelled' | 'call_hangup'): void {
  if (leg.gather !== null) end(world, leg, leg.gather, status);
}

/** One key pressed by the leg's party: a webhook each, and food for a gather. */
export function receiveDigit(world: World, leg: Leg, digit: string): void {
  emitLegEvent(world, leg, 'call.dtmf.received', { digit, from: leg.from, to: leg.to });
  const { gather } = leg;
  if (gather === null) return;
  const isFirst = gather.digits === '';
  if (isFirst) gather.options.stopPrompt();
  clearTimers(gather);
  if (digit === gather.options.terminatingDigit) {
    conclude(world, leg, gather);
    return;
  }
  gather.digits += digit;
  if (gather.digits.length >= gather.options.maximumDigits) {
    conclude(world, leg, gather);
    return;
  }
  const give = (): void => conclude(world, leg, gather);
  gather.timers.push(setLegTimer(world.clock, leg, gather.options.interDigitTimeoutMs, give));
}
