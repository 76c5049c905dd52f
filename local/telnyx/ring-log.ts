/** An append-only log that keeps the last `capacity` rows. Sequence numbers never start again. */
export interface RingLog<Row extends { seq: number }> {
  append(row: Omit<Row, 'seq'>): Row;
  /** Rows with a sequence number above `seq`, oldest first. */
  after(seq: number): Row[];
  clear(): void;
}

export function createRingLog<Row extends { seq: number }>(capacity: number): RingLog<Row> {
  let rows: Row[] = [];
  let lastSeq = 0;
  return {
    append(row) {
      lastSeq += 1;
      const stored = { ...row, seq: lastSeq } as Row;
      rows.push(stored);
      // Dropping in batches keeps appending cheap.
      if (rows.length > capacity * 1.25) rows = rows.slice(-capacity);
      return stored;
    },
    after: (seq) => rows.filter((row) => row.seq > seq),
    clear() {
      rows = [];
    },
  };
}
