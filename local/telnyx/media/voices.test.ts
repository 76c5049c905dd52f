import { describe, expect, test } from 'vitest';
import { createPcmSource, createToneSource } from './frame-source.ts';
import { createHoldMusic, HOLD_MUSIC_HZ } from './hold-music.ts';
import { LegRegistry } from './leg-registry.ts';
import type { Leg } from './leg.ts';
import { FRAME_SAMPLES } from './pcmu.ts';

const FRAMES_OF_A_SECOND = 50;

/** Legs that each send a tone, and the clock turned by hand. */
function room(...tonesHz: number[]) {
  const registry = new LegRegistry(
    () => undefined,
    () => undefined,
  );
  const legs = tonesHz.map((hz) => registry.ensure(String(hz)));
  for (const leg of legs) void leg.said.play(createToneSource(Number(leg.id)));
  const pass = (frames: number): void => {
    for (let frame = 0; frame < frames; frame += 1) {
      for (const leg of legs) leg.speak();
      for (const leg of legs) leg.listen();
    }
  };
  return {
    registry,
    legs,
    pass,
    joinAll: () => {
      for (const leg of legs) registry.setHears(leg, legs);
    },
    /** What each hears in the next second, lowest first. */
    heard(): number[][] {
      pass(FRAMES_OF_A_SECOND);
      return legs.map((leg) => leg.hearing.report().tonesHz.toSorted((a, b) => a - b));
    },
    [Symbol.asyncDispose]: () => registry.closeAll(),
  };
}

function three(legs: Leg[]): [Leg, Leg, Leg] {
  const [a, b, c] = legs;
  if (!a || !b || !c) throw new Error('three legs are needed');
  return [a, b, c];
}

describe('a conference in the mixer', () => {
  test('each hears the sum of all others, and not itself', async () => {
    await using it = room(440, 700, 1000);
    it.joinAll();
    expect(it.heard()).toEqual([
      [700, 1000],
      [440, 1000],
      [440, 700],
    ]);
  });

  test('who is left out of it is heard by nobody, and hears nobody', async () => {
    await using it = room(440, 700, 1000);
    it.joinAll();
    const [held] = three(it.legs);
    it.registry.unbridge(held);
    expect(it.heard()).toEqual([[], [1000], [700]]);
  });

  test('a sum that is too loud is clipped, not wrapped around', async () => {
    await using it = room(440, 700, 1000);
    it.joinAll();
    const loud = new Int16Array(FRAME_SAMPLES).fill(30_000);
    const [ear, ...mouths] = three(it.legs);
    for (const mouth of mouths) {
      mouth.said.stop();
      void mouth.said.play(createPcmSource(loud, true));
    }
    it.pass(1);
    expect([...ear.ear].every((sample) => sample === 32_767)).toBe(true);
  });

  test('a key that one presses is reported once to each of the others', async () => {
    await using it = room(440, 700, 1000);
    it.joinAll();
    const [presser, ...others] = three(it.legs);
    void presser.pressKeys('42');
    it.pass(FRAMES_OF_A_SECOND);
    expect(others.map((leg) => leg.hearing.report().dtmf)).toEqual(['42', '42']);
    expect(presser.hearing.report().dtmf).toBe('');
  });
});

describe('music on hold', () => {
  test('is three steady tones, and the leg hears nothing else', async () => {
    await using it = room(440, 700, 1000);
    const [held] = three(it.legs);
    void held.holdMusic.play(createHoldMusic());
    expect(it.heard()[0]).toEqual([...HOLD_MUSIC_HZ]);
    held.holdMusic.stop();
    expect(it.heard()[0]).toEqual([]);
  });
});

describe('a supervisor', () => {
  /** 440 and 700 talk; 1000 listens in on 440. */
  function supervised(role: 'barge' | 'whisper' | 'monitor') {
    const it = room(440, 700, 1000);
    const [agent, caller, supervisor] = three(it.legs);
    it.registry.bridge(agent, caller);
    it.registry.supervise(supervisor, agent, role);
    return it;
  }

  test('monitors: hears both, is heard by nobody', async () => {
    await using it = supervised('monitor');
    expect(it.heard()).toEqual([[700], [440], [440, 700]]);
  });

  test('whispers: the supervised leg alone hears it', async () => {
    await using it = supervised('whisper');
    expect(it.heard()).toEqual([[700, 1000], [440], [440, 700]]);
  });

  test('barges in: both hear it', async () => {
    await using it = supervised('barge');
    expect(it.heard()).toEqual([
      [700, 1000],
      [440, 1000],
      [440, 700],
    ]);
  });

  test('goes on when the supervised leg is joined with others', async () => {
    await using it = supervised('whisper');
    const [agent, caller] = three(it.legs);
    it.registry.unbridge(agent);
    expect(it.heard()).toEqual([[1000], [], [440]]);
    it.registry.setHears(agent, [caller]);
    it.registry.setHears(caller, [agent]);
    expect(it.heard()).toEqual([[700, 1000], [440], [440, 700]]);
  });

  test('hears what is played to the supervised leg', async () => {
    await using it = supervised('monitor');
    const [agent] = three(it.legs);
    void agent.played.play(createToneSource(1500));
    expect(it.heard()[2]).toEqual([440, 700, 1500]);
  });

  test('hears nothing more once the supervised leg is closed', async () => {
    await using it = supervised('barge');
    it.pass(1);
    await it.registry.close('440');
    it.legs.shift();
    expect(it.heard()).toEqual([[], []]);
  });
});
