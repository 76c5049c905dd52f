import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createModelBrain } from './model-brain.ts';
import { converse, toolsNamed, usualTurn } from './testing/fake-business.ts';

interface Request {
  url: string;
  authorization: string;
  body: Record<string, unknown>;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const call = (name: string, args: string) => ({
  id: 'x',
  type: 'function',
  function: { name, arguments: args },
});
const message = (content: string | null, ...calls: unknown[]) => ({
  choices: [
    { message: { role: 'assistant', content, ...(calls.length > 0 ? { tool_calls: calls } : {}) } },
  ],
});

/** A model that gives the answers in turn; null: it never answers; a number: that HTTP status. */
async function modelThatSays(...answers: unknown[]) {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => {
      text += piece.toString();
    });
    request.on('end', () => {
      const { url = '', headers } = request;
      requests.push({
        url,
        authorization: headers.authorization ?? '',
        body: JSON.parse(text) as Record<string, unknown>,
      });
      const answer = answers[requests.length - 1];
      if (answer === null) return;
      if (typeof answer === 'number') response.writeHead(answer);
      const body = typeof answer === 'number' ? message('All is well.') : answer;
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const brain = createModelBrain({
    baseUrl: `http://127.0.0.1:${port}/v1/`,
    model: 'test-model',
    apiKey: 'key',
    fetch,
    timeoutMs: 300,
  });
  return { brain, requests };
}

const targets = [{ id: 'assistant-fr', name: 'Maple Plumbing (fr)' }];

describe('a brain that asks a language model', () => {
  it('sends instructions, conversation and tools, and says the answer', async () => {
    const { brain, requests } = await modelThatSays(message('How can I help?'));
    const conversation = converse(brain, usualTurn({ tools: toolsNamed(['find_slots'], targets) }));
    expect(await conversation.hear('hello')).toBe('How can I help?');
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      url: '/v1/chat/completions',
      authorization: 'Bearer key',
      body: {
        model: 'test-model',
        messages: [
          { role: 'system', content: usualTurn().instructions },
          { role: 'user', content: 'hello' },
        ],
        tools: [
          { function: { name: 'find_slots' } },
          { function: { name: 'hang_up' } },
          {
            function: {
              name: 'hand_off',
              parameters: { properties: { assistant_id: { enum: ['assistant-fr'] } } },
            },
          },
        ],
      },
    });
  });

  it('calls tools and passes their answers on', async () => {
    const { brain, requests } = await modelThatSays(
      message(null, call('find_slots', '{"problem":"tap"}')),
      message('I have nine.'),
    );
    const answers = { find_slots: () => ({ ok: true, slots: [] }) };
    const conversation = converse(brain, usualTurn(), answers);
    expect(await conversation.hear('tap')).toBe('I have nine.');
    expect(conversation.calls()).toEqual([{ name: 'find_slots', arguments: { problem: 'tap' } }]);
    const sent = requests[1]?.body['messages'] as unknown[];
    expect(sent.slice(2)).toEqual([
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ ...call('find_slots', '{"problem":"tap"}'), id: 'call_1' }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: '{"ok":true,"slots":[]}' },
    ]);
  });

  it('says what comes with a tool call before it', async () => {
    const { brain, requests } = await modelThatSays(message('Goodbye.', call('hang_up', '{}')));
    const conversation = converse(brain);
    await conversation.hear('bye');
    expect(conversation.actions).toEqual([
      { kind: 'say', text: 'Goodbye.', language: 'en' },
      { kind: 'hang_up' },
    ]);
    expect(requests).toHaveLength(1);
  });

  it('hands off', async () => {
    const { brain } = await modelThatSays(
      message(null, call('hand_off', '{"assistant_id":"assistant-fr"}')),
    );
    const conversation = converse(brain, usualTurn({ tools: toolsNamed([], targets) }));
    await conversation.hear('bonjour');
    expect(conversation.actions).toEqual([{ kind: 'hand_off', assistantId: 'assistant-fr' }]);
  });

  it('passes broken arguments on as they are', async () => {
    const { brain } = await modelThatSays(
      message(null, call('find_slots', '{"problem":')),
      message('Sorry.'),
    );
    const conversation = converse(brain);
    await conversation.hear('tap');
    expect(conversation.calls()[0]?.arguments).toEqual({ input: '{"problem":' });
  });

  it.each([
    ['an error', 500],
    ['no answer in time', null],
    ['no JSON', 'oops'],
    ['an empty answer', { choices: [] }],
  ])('%s becomes an apology', async (_, answer) => {
    const { brain } = await modelThatSays(answer);
    expect(await converse(brain).hear('hello')).toMatch(/^I am sorry/);
  });

  it('apologises in the language of the assistant', async () => {
    const { brain } = await modelThatSays(500);
    expect(await converse(brain, usualTurn({ name: 'Maple (fr)' })).hear('allô')).toMatch(/désolé/);
  });

  it('leaves the greeting to the runtime', async () => {
    const { brain, requests } = await modelThatSays();
    expect(await converse(brain).start()).toBe('');
    expect(requests).toEqual([]);
  });
});
