import { dueWord } from '@/lib/dates.ts';
import { callWord, isMissed } from '@core/call-words.ts';
import { outsideNumber, type HistoryRow } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';
import { callHistoryCopy as copy } from './copy.ts';

/** Who was at the other end: the client's name, else the number. */
export function outsideName(row: HistoryRow): string {
  if (row.client) return row.client.name;
  const number = outsideNumber(row);
  return number ? displayNumber(number) : copy.unknownCaller;
}

/** The sentence under the name: what happened, and what it was about where somebody wrote it down. */
export function callSentence(row: HistoryRow): string {
  const sentence = copy.words[callWord(row)]({
    agent: row.agent?.name ?? null,
    waitSeconds: row.waitSeconds === null ? null : Math.round(row.waitSeconds),
  });
  const about = (row.summary ?? row.notes ?? '').trim();
  return about === '' ? sentence : `${sentence}. ${about}`;
}

export interface FollowUp {
  tone: 'ok' | 'bad' | 'warn' | 'plain';
  text: string;
}

/** What is still to be done about a call, or null when nothing is. */
export function followUp(row: HistoryRow, now: number): FollowUp | null {
  const { task } = row;
  if (!task) return null;
  if (task.doneAt) return { tone: 'ok', text: copy.followUp.done };
  if (!task.dueAt) return { tone: 'plain', text: copy.callBack };
  const due = dueWord(task.dueAt, now);
  if (due.isLate) return { tone: 'bad', text: copy.followUp.late };
  const text = task.assignedName
    ? copy.followUp.dueBy(task.assignedName, due.text)
    : copy.followUp.due(due.text);
  return { tone: 'warn', text };
}

/** Who handled a call on our side: a name, nobody (in red when it was missed), or not known yet. */
export function handledBy(row: HistoryRow): {
  name: string | null;
  isNobody: boolean;
  isBad: boolean;
} {
  if (row.agent) return { name: row.agent.name, isNobody: false, isBad: false };
  return { name: null, isNobody: row.status === 'ended', isBad: isMissed(row) };
}
