import type { Technician } from '@/data/calendar-setup.queries.ts';

export interface TechnicianTone {
  /** The block of a visit. */
  block: string;
  /** The bar at its left edge, and the mark in the legend. */
  bar: string;
  /** A visit that nobody has confirmed yet. */
  hatch: string;
}

/**
 * Colours that are told apart in grey too, in the order in which they are given out; the name always
 * stands with them. Heather is the AI's and red is for what was missed.
 */
const TONES: readonly [TechnicianTone, ...TechnicianTone[]] = [
  {
    block: 'bg-accent-soft',
    bar: 'bg-lamp-busy',
    hatch:
      'bg-[repeating-linear-gradient(-45deg,var(--accent-soft)_0_6px,var(--surface-raised)_6px_9px)]',
  },
  {
    block: 'bg-fill-strong',
    bar: 'bg-faint',
    hatch:
      'bg-[repeating-linear-gradient(-45deg,var(--fill-strong)_0_6px,var(--surface-raised)_6px_9px)]',
  },
  {
    block: 'bg-success-soft',
    bar: 'bg-lamp-on',
    hatch:
      'bg-[repeating-linear-gradient(-45deg,var(--success-soft)_0_6px,var(--surface-raised)_6px_9px)]',
  },
  {
    block: 'bg-warning-soft',
    bar: 'bg-lamp-wait',
    hatch:
      'bg-[repeating-linear-gradient(-45deg,var(--warning-soft)_0_6px,var(--surface-raised)_6px_9px)]',
  },
];

/** Each technician's tone by id: by place in the list, so that it stays whoever is shown. */
export function tonesOf(technicians: readonly Technician[]): Map<string, TechnicianTone> {
  return new Map(technicians.map(({ id }, index) => [id, toneAt(index)]));
}

/** Of somebody who is not in the list. */
export function toneAt(index: number): TechnicianTone {
  return TONES[index % TONES.length] ?? TONES[0];
}
