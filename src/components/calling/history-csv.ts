import type { CallRow } from '@/data/call-history.queries.ts';
import { csvLine } from '@/lib/csv.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';
import { aiWords, followUp, handledBy, whatHappened } from './call-history-words.ts';
import { callHistoryCopy as copy } from './copy.ts';
import { historyCopy } from './history-copy.ts';
import { outcomeWord } from './outcome-words.ts';

/** The first line: the columns' names in the language of the screen. */
export function csvHead(): string {
  const { columns } = historyCopy.export;
  return csvLine([
    columns.when,
    columns.type,
    columns.status,
    columns.what,
    columns.client,
    columns.number,
    columns.line,
    columns.handledBy,
    columns.wait,
    columns.talk,
    columns.tags,
    columns.outcome,
    columns.followUp,
    columns.notes,
    columns.summary,
    columns.id,
  ]);
}

/** One call, in the words of the history. */
export function csvRow(row: CallRow, now: number, dateTime: (iso: string) => string): string {
  const status = row.outcome ?? 'in_progress';
  const number = outsideNumber(row);
  return csvLine([
    dateTime(row.startedAt),
    copy.type.options[row.direction],
    copy.status.options[status],
    aiWords(row, now) ?? whatHappened(row),
    row.client?.name ?? null,
    number ? readableNumber(number) : copy.unknownCaller,
    row.line.label || readableNumber(row.line.phoneNumber),
    handledBy(row).name,
    row.waitSeconds,
    row.answeredAt ? row.durationSeconds : null,
    row.tags.join(', '),
    row.disposition ? outcomeWord(row.disposition) : null,
    followUp(row, now)?.text ?? null,
    row.notes,
    row.summary,
    row.id,
  ]);
}

/**
 * As people read it, and as no spreadsheet takes for a figure or a formula: `416 555-0123`, and
 * `(+44) 20 7183 8750` from abroad.
 */
function readableNumber(e164: string): string {
  const shown = displayNumber(e164);
  return shown.startsWith('+') ? shown.replace(/^(\+\d+)/, '($1)') : shown;
}
