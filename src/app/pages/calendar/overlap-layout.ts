export interface Lane {
  /** 0 is at the left. */
  lane: number;
  /** How many stand side by side here. */
  lanes: number;
}

interface Stretch {
  from: number;
  to: number;
}

/**
 * Puts what overlaps side by side: each takes the first lane that is free; all that hang together,
 * directly or through others, share the width.
 *
 * @returns a place for each, in the order in which they were given
 */
export function layOut(stretches: readonly Stretch[]): Lane[] {
  const places: Lane[] = stretches.map(() => ({ lane: 0, lanes: 1 }));
  const order = stretches
    .map(({ from, to }, index) => ({ index, from, to }))
    .toSorted((a, b) => a.from - b.from || a.index - b.index);
  let cluster: number[] = [];
  let laneEnds: number[] = [];
  const close = () => {
    for (const index of cluster) {
      const place = places[index];
      if (place) place.lanes = laneEnds.length;
    }
    cluster = [];
    laneEnds = [];
  };
  for (const { index, from, to } of order) {
    if (cluster.length > 0 && laneEnds.every((end) => end <= from)) close();
    const free = laneEnds.findIndex((end) => end <= from);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = to;
    cluster.push(index);
    const place = places[index];
    if (place) place.lane = lane;
  }
  close();
  return places;
}
