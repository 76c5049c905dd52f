import { describe, expect, it } from 'vitest';
import { placeInWalk, walkFrom } from './call-walk.ts';

const ids = Array.from({ length: 500 }, (_, index) => `call-${index + 1}`);

describe('the way through a list of calls', () => {
  it('says the place of a call, and which are before and after it', () => {
    const walk = walkFrom(ids.slice(0, 3), 'call-2', false);
    expect(placeInWalk({ walk }, 'call-2')).toEqual({
      place: 2,
      count: 3,
      hasMore: false,
      previousId: 'call-1',
      nextId: 'call-3',
    });
    expect(placeInWalk({ walk }, 'call-1')?.previousId).toBeNull();
    expect(placeInWalk({ walk }, 'call-3')?.nextId).toBeNull();
  });

  it('takes along what is near of a long list, and counts all of it', () => {
    const walk = walkFrom(ids, 'call-300', true);
    expect(walk.ids.length).toBeLessThan(250);
    expect(placeInWalk({ walk }, 'call-301')).toMatchObject({
      place: 301,
      count: 500,
      hasMore: true,
      nextId: 'call-302',
    });
  });

  it('knows no place of a call that was opened by other means', () => {
    const walk = walkFrom(ids, 'call-1', false);
    for (const state of [null, 'walk', {}, { walk: 1 }, { walk: { ids: 'call-1' } }]) {
      expect(placeInWalk(state, 'call-1')).toBeNull();
    }
    expect(placeInWalk({ walk }, 'call-400')).toBeNull();
  });
});
