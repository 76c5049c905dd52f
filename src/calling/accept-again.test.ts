import { describe, expect, it } from 'vitest';
import { newCall } from './own-calls.ts';
import { ANA, cardOf, startCalling, type Harness } from './testing/calling-harness.ts';
import { settle } from './testing/virtual-clock.ts';

const pressed = newCall({ key: 'call-maria', callId: 'call-maria', direction: 'inbound' });
const remembered = { calls: [pressed], finished: null };
const actions = ({ server }: Harness) => server.controls.map(({ action }) => action);

describe('reloaded right after Accept', () => {
  it('[I4] a press that the server never heard of is made good', async () => {
    const harness = await startCalling({ remembered, live: [cardOf()] });
    await settle();
    expect(actions(harness)).toEqual(['accept']);
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
    await settle();
    expect(harness.softphone.answered).toEqual(['leg-1']);
  });

  it('[I4] so is one whose leg was dialled to the page that was gone, once and no more', async () => {
    const claimed = cardOf({ version: 2, status: 'connecting', agent: ANA });
    const harness = await startCalling({ remembered, live: [claimed] });
    expect(actions(harness)).toEqual([]);
    harness.server.broadcast(cardOf({ version: 3 }));
    await settle();
    expect(actions(harness)).toEqual(['accept']);
    expect(harness.calling.store.getState().popupErrors).toEqual({});
    harness.server.broadcast(cardOf({ version: 4, status: 'connecting', agent: ANA }));
    harness.server.broadcast(cardOf({ version: 5 }));
    await settle();
    expect(actions(harness)).toEqual(['accept']);
  });

  it('[I4] so is one whose leg was offered already, and not up', async () => {
    const offered = { ...pressed, legId: 'leg-1' };
    const calls = { calls: [offered], finished: null };
    const harness = await startCalling({ remembered: calls, live: [cardOf()] });
    expect(actions(harness)).toEqual(['accept']);
    const wasUp = { calls: [{ ...offered, leg: 'active' as const }], finished: null };
    expect(actions(await startCalling({ remembered: wasUp, live: [cardOf()] }))).toEqual([]);
  });

  it('[I4] a press whose request is cut off with the page is remembered for the next one', async () => {
    const harness = await startCalling({ live: [cardOf()] });
    harness.server.isReachable = false;
    await harness.calling.accept('call-maria');
    expect(harness.calling.store.getState().own).toBeNull();
    expect(harness.memory.current?.calls).toMatchObject([{ callId: 'call-maria' }]);
    await harness.clock.advance(1_000);
    expect(harness.memory.current).toBeNull();
  });

  it('is not, where the call went on to somebody else or too long ago', async () => {
    const ben = { id: 'member-ben', name: 'Ben' };
    const taken = cardOf({ version: 2, status: 'active', agent: ben });
    expect(actions(await startCalling({ remembered, live: [taken] }))).toEqual([]);

    const claimed = cardOf({ version: 2, status: 'connecting', agent: ANA });
    const late = await startCalling({ remembered, live: [claimed] });
    await late.clock.advance(11_000);
    late.server.broadcast(cardOf({ version: 3 }));
    await settle();
    expect(actions(late)).toEqual([]);
  });
});
