import { ownLanguage } from './replay.ts';
import { repliesFor } from './replies.ts';
import type { BrainAction, BrainTurn } from './turn.ts';

/** "tool find_slots {…} x50": how often at most one sentence may be obeyed. */
const MOST_CALLS = 200;
const DICTATED = /^\s*tool\s+(?<name>[^\s{]+)\s*(?<body>[\s\S]*)$/i;
const TIMES = /\s+x(?<times>\d{1,4})\s*$/;

interface Dictated {
  name: string;
  arguments: Record<string, unknown>;
  times: number;
}

function readArguments(text: string): Record<string, unknown> {
  if (text === '') return {};
  try {
    const value = JSON.parse(text) as unknown;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : { input: value };
  } catch {
    return { input: text };
  }
}

function readDictated(text: string): Dictated | null {
  const found = DICTATED.exec(text)?.groups;
  const name = found?.['name'];
  if (found === undefined || name === undefined) return null;
  const body = found['body'] ?? '';
  const times = Math.min(Number(TIMES.exec(` ${body}`)?.groups?.['times'] ?? 1), MOST_CALLS);
  const json = ` ${body}`.replace(TIMES, '').trim();
  return { name, arguments: readArguments(json), times };
}

/**
 * Does what a caller dictates: exactly that tool with exactly these arguments, known or not, and
 * then says its answer. Null: nothing was dictated.
 */
export function obeyCaller(turn: BrainTurn): BrainAction | null {
  const { messages } = turn;
  const index = messages.findLastIndex(({ role }) => role === 'user');
  const last = messages[index];
  if (last?.role !== 'user') return null;
  const dictated = readDictated(last.text);
  if (dictated === null) return null;
  const since = messages.slice(index + 1);
  const answers = since.flatMap((message) => (message.role === 'tool' ? [message] : []));
  if (answers.length < dictated.times) {
    return { kind: 'call_tool', name: dictated.name, arguments: dictated.arguments };
  }
  const isSaid = since.some(({ role }) => role === 'assistant');
  if (isSaid) return { kind: 'wait' };
  const result = answers.at(-1)?.result ?? null;
  const language = ownLanguage(turn);
  const answer = typeof result === 'string' ? result : JSON.stringify(result);
  return { kind: 'say', text: repliesFor(language).toolSaid(answer), language };
}
