import { describe, expect, it } from 'vitest';
import { newCall } from './own-calls.ts';
import { callsElsewhere } from './selectors.ts';
import { ANA, cardOf, refuse, startCalling, type Harness } from './testing/calling-harness.ts';
import { settle } from './testing/virtual-clock.ts';

const mine = cardOf({
  version: 5,
  status: 'active',
  agent: ANA,
  answeredAt: '2026-11-24T09:58:00.000Z',
});
const elsewhere = ({ calling }: Harness) =>
  callsElsewhere(calling.store.getState()).map(({ id }) => id);
const actions = ({ server }: Harness) => server.controls.map(({ action }) => action);

describe('a call on my other device', () => {
  it('[I2] is shown, and comes here in one press: the server dials this browser', async () => {
    const harness = await startCalling({ live: [mine] });
    expect(elsewhere(harness)).toEqual(['call-maria']);
    await harness.calling.moveHere('call-maria');
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-2', callId: 'call-maria' });
    await settle();
    expect(actions(harness)).toEqual(['move_here']);
    expect(harness.softphone.answered).toEqual(['leg-2']);
    expect(elsewhere(harness)).toEqual([]);
  });

  it('stays where it is when it cannot come, and says why', async () => {
    const harness = await startCalling({ live: [mine] });
    harness.server.onControl = () =>
      Promise.resolve(refuse({ code: 'not_in_this_state', message: '' }));
    await harness.calling.moveHere('call-maria');
    expect(elsewhere(harness)).toEqual(['call-maria']);
    expect(harness.calling.store.getState().popupErrors['call-maria']?.code).toBe(
      'not_in_this_state',
    );
  });

  it('that was moved away from here is no ended call', async () => {
    const harness = await startCalling({ live: [mine] });
    await harness.calling.moveHere('call-maria');
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-2', callId: 'call-maria' });
    await settle();
    harness.softphone.emit({ type: 'leg_ended', legId: 'leg-2' });
    await harness.clock.advance(3_000);
    expect(harness.calling.store.getState()).toMatchObject({ own: null, finished: null });
    expect(elsewhere(harness)).toEqual(['call-maria']);
  });
});

describe('a call whose leg did not come back', () => {
  const call = { key: 'call-maria', callId: 'call-maria', direction: 'inbound' } as const;
  const remembered = {
    calls: [newCall({ ...call, legId: 'leg-1', leg: 'active' })],
    finished: null,
  };

  it('[I4] is dialled again by the server once the telephone is ready', async () => {
    const harness = await startCalling({ remembered, live: [mine] });
    await harness.clock.advance(1_400);
    expect(actions(harness)).toEqual([]);
    await harness.clock.advance(200);
    expect(actions(harness)).toEqual(['move_here']);
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-2', callId: 'call-maria' });
    await settle();
    await harness.clock.advance(10_000);
    expect(harness.calling.store.getState().own).toMatchObject({ legId: 'leg-2', leg: 'active' });
    expect(actions(harness)).toEqual(['move_here']);
  });

  it('[I4] is asked for at once where the tab that had it sleeps, and keeps its leg', async () => {
    const harness = await startCalling({ remembered, live: [mine], isAfterSleeper: true });
    await harness.clock.advance(1);
    expect(actions(harness)).toEqual(['move_here']);
  });

  it('is asked for again when the server did not hear', async () => {
    const harness = await startCalling({ remembered, live: [mine] });
    harness.server.onControl = () =>
      Promise.resolve(refuse({ code: 'offline', message: 'no network' }));
    await harness.clock.advance(8_000);
    expect(actions(harness)).toEqual(['move_here', 'move_here', 'move_here']);
  });

  it('is not, where the network attached it in time', async () => {
    const harness = await startCalling({ remembered, live: [mine] });
    harness.softphone.emit({ type: 'leg_active', legId: 'leg-1', callId: null, recovered: true });
    await harness.clock.advance(10_000);
    expect(actions(harness)).toEqual([]);
  });

  it('[I4] of two, the second is asked for when the first is on its way, whichever that is', async () => {
    const john = cardOf({ ...mine, id: 'call-john' });
    const second = newCall({ ...call, key: 'call-john', callId: 'call-john', legId: 'leg-2' });
    const both = { calls: [second, ...remembered.calls], finished: null };
    const harness = await startCalling({ remembered: both, live: [mine, john] });
    harness.softphone.emit({ type: 'leg_reconnecting', legId: 'leg-1' });
    await harness.clock.advance(100);
    expect(harness.server.controls).toMatchObject([{ action: 'move_here', callId: 'call-john' }]);
    harness.softphone.emit({ type: 'leg_active', legId: 'leg-1', callId: null, recovered: true });
    await harness.clock.advance(10_000);
    expect(harness.server.controls.map(({ callId }) => callId)).not.toContain('call-maria');
  });

  it('[I4] of two, the second is not waited for once the first is up: the SDK brings back one', async () => {
    const john = cardOf({ ...mine, id: 'call-john' });
    const second = newCall({ ...call, key: 'call-john', callId: 'call-john', legId: 'leg-2' });
    const both = { calls: [second, ...remembered.calls], finished: null };
    const harness = await startCalling({ remembered: both, live: [mine, john] });
    harness.softphone.emit({ type: 'leg_active', legId: 'leg-1', callId: null, recovered: true });
    await harness.clock.advance(300);
    expect(harness.server.controls).toMatchObject([{ action: 'move_here', callId: 'call-john' }]);
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-3', callId: 'call-john' });
    await settle();
    await harness.clock.advance(10_000);
    expect(actions(harness)).toEqual(['move_here']);
  });
});
