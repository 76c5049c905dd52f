import type { LucideIcon } from 'lucide-react';
import { fuzzyScore } from '@/lib/fuzzy.ts';

export const PALETTE_GROUPS = [
  'recent',
  'actions',
  'call',
  'clients',
  'colleagues',
  'calls',
  'pages',
] as const;
export type PaletteGroup = (typeof PALETTE_GROUPS)[number];

export interface PaletteItem {
  id: string;
  group: PaletteGroup;
  title: string;
  detail?: string;
  icon: LucideIcon;
  /** Other words that it is found by. */
  words?: string;
  /** The server found it: it is not sifted again. */
  isFound?: boolean;
  /** Kept among the recent ones. */
  path?: string;
  run: () => void;
}

export interface PaletteSection {
  group: PaletteGroup;
  items: PaletteItem[];
}

const MOST_IN_GROUP = 6;

/** What answers the typed words, group by group, the best of each first. */
export function sectionsOf(items: readonly PaletteItem[], typed: string): PaletteSection[] {
  const scored = items.flatMap((item) => {
    const score = item.isFound
      ? 0
      : fuzzyScore([item.title, item.words].filter(Boolean).join(' '), typed);
    return score === null ? [] : [{ item, score }];
  });
  return PALETTE_GROUPS.map((group) => ({
    group,
    items: scored
      .filter(({ item }) => item.group === group)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, MOST_IN_GROUP)
      .map(({ item }) => item),
  })).filter((section) => section.items.length > 0);
}
