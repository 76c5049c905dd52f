import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { testAi } from '@/data/ai-dispatcher-api.ts';
import { useSupabase } from '@/data/supabase-context.tsx';
import type { AiLanguage } from '@core/contracts/ai-profile.ts';
import type { TestAnswer, TestTool } from '@core/contracts/manage-ai.ts';
import { failureText } from './failure-text.ts';

export type ChatEntry =
  | { id: number; kind: 'caller' | 'ai'; text: string }
  | { id: number; kind: 'tool'; tool: TestTool }
  | { id: number; kind: 'failure'; why: string; text: string };

type WithoutId<Entry> = Entry extends unknown ? Omit<Entry, 'id'> : never;
type NewEntry = WithoutId<ChatEntry>;

export interface Measured {
  firstWordsMs: readonly number[];
  /** From a caller's line to the answer, as this browser saw it. */
  longestSilenceMs: number;
}

export interface ChatOptions {
  language: AiLanguage;
  /** E.164; null plays a caller whom nobody knows. */
  callerNumber: string | null;
  isForReal: boolean;
}

const NOTHING: Measured = { firstWordsMs: [], longestSilenceMs: 0 };

/**
 * A conversation with the dispatcher's draft, typed or spoken.
 *
 * @param prepare runs before each line: saves what is being edited, since the draft is what answers
 * @param now milliseconds; only differences count
 */
export function useTestChat(
  options: ChatOptions,
  prepare: () => Promise<void>,
  now: () => number = () => performance.now(),
) {
  const supabase = useSupabase();
  const [entries, setEntries] = useState<ChatEntry[]>([]);
  const [measured, setMeasured] = useState<Measured>(NOTHING);
  const testId = useRef<string | null>(null);
  const conversation = useRef(0);
  const lastId = useRef(0);
  const withIds = (added: readonly NewEntry[]) =>
    added.map((entry) => ({ ...entry, id: (lastId.current += 1) }) as ChatEntry);

  const request = useMutation({
    mutationFn: async (text: string) => {
      await prepare();
      const askedAt = now();
      const answer = await testAi(supabase, {
        text,
        language: options.language,
        ...(testId.current === null ? {} : { test_id: testId.current }),
        ...(options.callerNumber === null ? {} : { caller_number: options.callerNumber }),
        ...(options.isForReal ? { for_real: true } : {}),
      });
      return { answer, tookMs: now() - askedAt };
    },
  });

  /** @returns the reply, or null when there was none or another conversation has begun */
  const say = async (text: string): Promise<string | null> => {
    const mine = conversation.current;
    const line = withIds([{ kind: 'caller', text }]);
    setEntries((before) => [...before.filter(({ kind }) => kind !== 'failure'), ...line]);
    try {
      const { answer, tookMs } = await request.mutateAsync(text);
      if (mine !== conversation.current) return null;
      testId.current = answer.test_id;
      const { first, rest } = entriesOf(answer);
      const [above, below] = [withIds(first), withIds(rest)];
      setEntries((before) => [...above, ...before, ...below]);
      setMeasured((before) => measure(before, answer, tookMs));
      return answer.reply;
    } catch (error) {
      if (mine !== conversation.current) return null;
      const why = error instanceof Error ? failureText(error) : '';
      const failure = withIds([{ kind: 'failure', why, text }]);
      // The line comes back with "Try again": it was not heard.
      setEntries((before) => [...before.filter(({ id }) => id !== line[0]?.id), ...failure]);
      return null;
    }
  };

  const startOver = () => {
    conversation.current += 1;
    testId.current = null;
    setEntries([]);
    setMeasured(NOTHING);
    request.reset();
  };

  return { entries, measured, say, startOver, isBusy: request.isPending };
}

/** The greeting belongs before the caller's first line, the tools between the line and the reply. */
function entriesOf(answer: TestAnswer): { first: NewEntry[]; rest: NewEntry[] } {
  return {
    first: answer.greeting ? [{ kind: 'ai', text: answer.greeting }] : [],
    rest: [
      ...answer.tools.map((tool): NewEntry => ({ kind: 'tool', tool })),
      ...(answer.reply === '' ? [] : [{ kind: 'ai', text: answer.reply } as const]),
    ],
  };
}

function measure(before: Measured, answer: TestAnswer, tookMs: number): Measured {
  return {
    firstWordsMs:
      answer.first_word_ms === null
        ? before.firstWordsMs
        : [...before.firstWordsMs, answer.first_word_ms],
    longestSilenceMs: Math.max(before.longestSilenceMs, tookMs, answer.first_word_ms ?? 0),
  };
}
