import { describe, expect, it } from 'vitest';
import { createScriptedBrain } from './scripted-brain.ts';
import {
  converse,
  TOOL_NAMES,
  toolsNamed,
  usualAnswers,
  usualTurn,
} from './testing/fake-business.ts';
import { call, known, say } from './testing/talk.ts';

describe('silence and the end', () => {
  it('prompts twice, then says goodbye and hangs up', async () => {
    const conversation = call();
    const said = [await conversation.idle(), await conversation.idle(), await conversation.idle()];
    expect(new Set(said).size).toBe(3);
    expect(conversation.actions.at(-1)).toEqual({ kind: 'hang_up' });
    expect(conversation.actions).toHaveLength(4);
  });

  it('a word of the caller starts the count anew', async () => {
    const conversation = call();
    await conversation.idle();
    await conversation.idle();
    await conversation.hear('hello');
    await conversation.idle();
    expect(conversation.actions.some(({ kind }) => kind === 'hang_up')).toBe(false);
  });

  it('leaves the greeting to the runtime, and makes one up where Telnyx says so', async () => {
    expect(await call().start()).toBe('');
    const greeting = '<assistant-speaks-first-with-model-generated-message>';
    expect(await call({ greeting }).start()).toMatch(/Maple Plumbing.*AI/);
  });
});

describe('languages', () => {
  const targets = [{ id: 'assistant-fr', name: 'Maple Plumbing (fr)' }];

  it('hands over to the assistant of the language, and that one goes on', async () => {
    const conversation = call({ tools: toolsNamed(TOOL_NAMES, targets) });
    await conversation.hear("Bonjour, j'ai une fuite au robinet, demain matin");
    expect(conversation.actions).toEqual([{ kind: 'hand_off', assistantId: 'assistant-fr' }]);
    const next = converse(
      createScriptedBrain(),
      usualTurn({ name: 'Maple Plumbing (fr)' }),
      usualAnswers(),
    );
    next.messages.push(...conversation.messages);
    expect(await next.start()).toMatch(/^J'ai Monday/);
  });

  it('what was said before the handover is known after it', async () => {
    const settings = { tools: toolsNamed(TOOL_NAMES, targets) };
    const conversation = call(settings);
    await say(conversation, [
      'My name is Jean Roy, I have a leaking tap',
      "Excusez-moi, je préfère parler en français, demain matin s'il vous plaît",
    ]);
    expect(conversation.actions.at(-1)?.kind).toBe('hand_off');
    const next = converse(
      createScriptedBrain(),
      usualTurn({ name: 'Maple Plumbing (fr)' }),
      usualAnswers(),
    );
    next.messages.push(...conversation.messages);
    await next.start();
    await say(next, ['le premier', 'oui']);
    expect(next.calls('book_visit')[0]?.arguments).toMatchObject({
      name: 'Jean Roy',
      problem: 'leaking tap',
    });
  });

  it('answers in the language of the caller where there is no such assistant', async () => {
    const conversation = call();
    expect(
      await conversation.hear('Hola, tengo una fuga en el grifo, mañana por la mañana'),
    ).toMatch(/^Tengo Monday/);
    expect(await conversation.hear('ok')).toMatch(/nombre/);
  });

  it('a handover that fails is not tried again', async () => {
    const conversation = call({ tools: toolsNamed(TOOL_NAMES, targets) });
    await conversation.hear("Bonjour, j'ai une fuite au robinet, demain matin");
    conversation.messages.push({
      role: 'tool',
      name: 'handoff',
      arguments: {},
      result: null,
      failed: true,
    });
    expect(await conversation.start()).toMatch(/^J'ai Monday/);
  });
});

describe('determinism', () => {
  it('the same turn gives the same action, also in another brain', async () => {
    const conversation = call({}, known);
    await say(conversation, ['leaking tap, any time', 'the first one', 'yes', 'when is my visit?']);
    for (let length = 1; length <= conversation.messages.length; length += 1) {
      const turn = {
        ...usualTurn(),
        messages: conversation.messages.slice(0, length),
        trigger: 'user' as const,
        step: 0,
      };
      const brain = createScriptedBrain();
      const first = await brain.next(structuredClone(turn));
      expect(await brain.next(structuredClone(turn))).toEqual(first);
      expect(await createScriptedBrain().next(structuredClone(turn))).toEqual(first);
    }
  });
});
