import { useRef, useState } from 'react';
import type { CallHistoryFilter } from '@/data/call-history-filter.ts';
import type { CallRow } from '@/data/call-history.queries.ts';
import { useHistoryPages } from '@/data/history-export.ts';
import { CSV_START } from '@/lib/csv.ts';
import { isoDay, tableTime } from '@/lib/dates.ts';
import { showToast } from '@/lib/toast-store.ts';
import { callHistoryCopy } from './copy.ts';
import { historyCopy } from './history-copy.ts';
import { csvHead, csvRow } from './history-csv.ts';

export interface HistoryExport {
  /** How many calls were written so far; null while nothing is exported. */
  count: number | null;
  /** Writes all calls of a filter, or those given, into a file. */
  run: (what: CallHistoryFilter | readonly CallRow[]) => void;
  cancel: () => void;
}

/** Calls as a CSV file: read in pages, so that a million of them never stand in memory as objects. */
export function useHistoryExport(): HistoryExport {
  const readPages = useHistoryPages();
  const [count, setCount] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);

  const run = async (what: CallHistoryFilter | readonly CallRow[]) => {
    const { export: copy } = historyCopy;
    const controller = new AbortController();
    running.current?.abort();
    running.current = controller;
    setCount(0);
    try {
      const parts = [CSV_START, csvHead()];
      let written = 0;
      const now = startedAt();
      for await (const rows of readPages(what, controller.signal)) {
        parts.push(rows.map((row) => csvRow(row, now, tableTime)).join(''));
        written += rows.length;
        setCount(written);
      }
      save(new Blob(parts, { type: 'text/csv;charset=utf-8' }), `${copy.file}-${isoDay(now)}.csv`);
      showToast({ text: copy.done(written) });
    } catch {
      if (!controller.signal.aborted) {
        const again = { label: callHistoryCopy.retry, run: () => void run(what) };
        showToast({ text: copy.failed, action: again });
      }
    }
    if (running.current === controller) setCount(null);
  };

  return {
    count,
    run: (what) => void run(what),
    cancel: () => running.current?.abort(),
  };
}

/** Due words of the whole file are as of its beginning. */
function startedAt(): number {
  return Date.now();
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
