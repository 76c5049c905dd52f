import { isWithAi } from '@/calling/selectors.ts';
import type { CallRow } from '@/data/call-history.queries.ts';
import { dueWord } from '@/lib/dates.ts';
import { copyNow } from '@/lib/language.ts';
import { callWord, isMissed } from '@core/call-words.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';
import { aiCallCopy } from './ai-call-copy.ts';
import { callHistoryCopy as copy } from './copy.ts';
import { ringCopy } from './ring-copy.ts';
import { visitMoment } from './tool-words.ts';

/** Who was at the other end: the client's name, else the number. */
export function outsideName(row: CallRow): string {
  if (row.client) return row.client.name;
  const number = outsideNumber(row);
  return number ? displayNumber(number) : copy.unknownCaller;
}

/** The sentence under the name: what happened, and what it was about where somebody wrote it down. */
export function callSentence(row: CallRow, now: number): string {
  const sentence = aiWords(row, now) ?? whatHappened(row);
  const about = (row.summary ?? row.notes ?? '').trim();
  return about === '' ? sentence : `${sentence}. ${about}`;
}

/** What became of a call, whoever had it. */
export function whatHappened(row: CallRow): string {
  return copy.words[callWord(row)]({
    agent: row.agent?.name ?? null,
    waitSeconds: row.waitSeconds === null ? null : Math.round(row.waitSeconds),
  });
}

/** What the AI came to, in words; null where it took no part. */
export function aiWords(row: CallRow, now: number): string | null {
  if (!row.ai) return null;
  const { history, outcomes } = aiCallCopy;
  if (isWithAi(row)) return history.live;
  if (row.status !== 'ended') return null;
  if (row.outcome !== 'answered') return row.outcomeReason === 'ai_failed' ? history.failed : null;
  if (row.visit) return history.booked(visitMoment(row.visit.startsAt, now), row.visit.title);
  if (row.agent) return history.thenPerson(row.agent.name);
  // They asked for a person: that nobody came says more than what the AI came to.
  if (row.outcomeReason === 'nobody_free') return null;
  return outcomes[row.aiOutcome ?? ''] ?? history.handled;
}

export interface FollowUp {
  tone: 'ok' | 'bad' | 'warn' | 'plain';
  text: string;
}

/** What is still to be done about a call, or null when nothing is. */
export function followUp(row: CallRow, now: number): FollowUp | null {
  const { task } = row;
  if (!task) return row.visit ? { tone: 'ok', text: aiCallCopy.history.bookedChip } : null;
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
export function handledBy(row: CallRow): {
  name: string | null;
  isNobody: boolean;
  isBad: boolean;
  isAi: boolean;
} {
  const isKnown = { isNobody: false, isBad: false };
  if (row.agent) return { name: row.agent.name, ...isKnown, isAi: false };
  if (isWithAi(row) || row.handledBy === 'ai') {
    return { name: aiCallCopy.name, ...isKnown, isAi: true };
  }
  if (row.handledBy === 'forward') {
    return { name: copyNow(ringCopy).mobile, ...isKnown, isAi: false };
  }
  return { name: null, isNobody: row.status === 'ended', isBad: isMissed(row), isAi: false };
}
