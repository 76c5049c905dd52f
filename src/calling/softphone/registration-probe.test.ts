import { expect, it } from 'vitest';
import { createVirtualClock } from '../testing/virtual-clock.ts';
import { createRegistrationProbe } from './registration-probe.ts';

/** What the probe sees of the SDK. @param answer what the gateway says; null: it never does */
function socketOf(answer: boolean | null, connected = true) {
  let questions = 0;
  const rtc = {
    connected,
    getIsRegistered: () => {
      questions += 1;
      return answer === null ? new Promise<boolean>(() => {}) : Promise.resolve(answer);
    },
  };
  return { rtc: rtc as never, questions: () => questions };
}

it('believes a socket that was heard of lately, without a question', async () => {
  const clock = createVirtualClock();
  const probe = createRegistrationProbe(clock);
  const socket = socketOf(true);
  probe.onHeard();
  await clock.advance(20_000);
  expect(await probe.isAlive(socket.rtc)).toBe(true);
  expect(socket.questions()).toBe(0);
});

it('[I7] asks one that was silent for long, once for all who wait, and finds a dead one', async () => {
  const clock = createVirtualClock();
  const probe = createRegistrationProbe(clock);
  const dead = socketOf(null);
  const waiting = Promise.all([probe.isAlive(dead.rtc), probe.isAlive(dead.rtc)]);
  await clock.advance(2_500);
  expect(await waiting).toEqual([false, false]);
  expect(dead.questions()).toBe(1);
  expect(await probe.isAlive(socketOf(true).rtc)).toBe(true);
  expect(await probe.isAlive(socketOf(false).rtc)).toBe(false);
});

it('asks where the socket is closed, however lately it was heard of', async () => {
  const probe = createRegistrationProbe(createVirtualClock());
  const closed = socketOf(false, false);
  probe.onHeard();
  expect(await probe.isAlive(closed.rtc)).toBe(false);
  expect(closed.questions()).toBe(1);
});
