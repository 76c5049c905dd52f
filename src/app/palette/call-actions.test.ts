import { describe, expect, it } from 'vitest';
import { ownCard } from '@/calling/selectors.ts';
import { ANA, cardOf, roomOf, startCalling } from '@/calling/testing/calling-harness.ts';
import { settle } from '@/calling/testing/virtual-clock.ts';
import type { TeamMember } from '@/data/team.queries.ts';
import { callActions } from './call-actions.ts';

const BEN = {
  memberId: 'member-ben',
  displayName: 'Ben',
  role: 'agent',
  presence: 'available',
  availability: 'available',
  lastSeenAt: null,
} as unknown as TeamMember;

/** Ana talks with Maria. */
async function inCall() {
  const harness = await startCalling();
  const { calling, server, softphone } = harness;
  const tell = (card: ReturnType<typeof cardOf>) => {
    server.live = [card];
    server.broadcast(card);
  };
  tell(cardOf());
  await calling.accept('call-maria');
  softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
  await settle();
  tell(cardOf({ status: 'active', agent: ANA, version: 2 }));
  const items = () => {
    const state = calling.store.getState();
    return callActions(calling, state.own, ownCard(state), [BEN]);
  };
  const run = async (title: string) => {
    items()
      .find((item) => item.title === title)
      ?.run();
    await settle();
    return server.controls.at(-1);
  };
  return { ...harness, tell, items, run };
}
const titles = (items: { title: string }[]) => items.map(({ title }) => title);

describe('what the palette does with my call', () => {
  it('nothing where I am in none', async () => {
    const { calling } = await startCalling();
    expect(callActions(calling, null, null, [BEN])).toEqual([]);
  });

  it('mutes, holds, parks, transfers and ends it', async () => {
    const { items, run, calling } = await inCall();
    expect(titles(items())).toEqual([
      'Mute',
      'Hold: the caller hears music',
      'Park the call',
      'Transfer to Ben, talk first',
      'End the call',
    ]);
    await run('Mute');
    expect(calling.store.getState().own?.muted).toBe(true);
    expect(await run('Transfer to Ben, talk first')).toEqual({
      callId: 'call-maria',
      action: 'transfer',
      target: { memberId: 'member-ben' },
      mode: 'attended',
    });
    expect(await run('Park the call')).toEqual({ callId: 'call-maria', action: 'park' });
  });

  it('holds, and brings back whoever is on hold', async () => {
    const { items, run, tell } = await inCall();
    expect(await run('Hold: the caller hears music')).toEqual({
      callId: 'call-maria',
      action: 'hold',
    });
    const hold = { since: '2026-11-24T10:02:00.000Z', by: ANA };
    tell(cardOf({ status: 'active', agent: ANA, version: 3, room: roomOf({ hold }) }));
    expect(titles(items())).toContain('Back to the caller');
    expect(await run('Back to the caller')).toEqual({ callId: 'call-maria', action: 'resume' });
  });
});
