import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Attack {
  tool: string;
  arguments: Record<string, unknown>;
}

interface ChatMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content?: string | null;
}

/** A language model behind an OpenAI-compatible address that does whatever the caller says. */
export interface WorstModel {
  baseUrl: string;
  /** What it does when it hears a line; each is tried once per line and conversation. */
  obey(attacksOf: (line: string) => Attack[]): void;
  /** Everything that it was ever told: instructions, callers' lines, tools' answers. */
  heard(): string;
  stop(): Promise<void>;
}

/** @param lines what it listens for in the caller's words */
export async function startWorstModel(lines: readonly string[]): Promise<WorstModel> {
  let attacksOf: (line: string) => Attack[] = () => [];
  const heard: string[] = [];
  const answer = (messages: ChatMessage[]): object => {
    const said = messages.filter(({ role }) => role === 'user').map(({ content }) => content ?? '');
    const done = messages.filter(({ role }) => role === 'tool').length;
    const heardLines = lines.filter((line) => said.some((text) => text.includes(line)));
    const attack = heardLines.flatMap(attacksOf)[done];
    if (!attack) return { role: 'assistant', content: 'Done.' };
    const call = { name: attack.tool, arguments: JSON.stringify(attack.arguments) };
    return {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: `call_${done}`, type: 'function', function: call }],
    };
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { messages } = (await json(request)) as { messages: ChatMessage[] };
    heard.push(...messages.map(({ content }) => content ?? ''));
    const message = answer(messages);
    const finish_reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason }] }));
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(400).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    obey: (told) => {
      attacksOf = told;
    },
    heard: () => heard.join('\n'),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
