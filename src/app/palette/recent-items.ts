/** Where somebody went with the palette: shown first while nothing is typed. */
export interface RecentItem {
  id: string;
  title: string;
  path: string;
}

const KEY = 'switchboard.palette-recent';
const MOST = 5;

function isItem(item: unknown): item is RecentItem {
  const { id, title, path } = (item ?? {}) as Partial<Record<keyof RecentItem, unknown>>;
  return typeof id === 'string' && typeof title === 'string' && typeof path === 'string';
}

/** @param memberId whose: a browser may serve several people */
export function recentItems(memberId: string): RecentItem[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(`${KEY}.${memberId}`) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isItem).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberItem(memberId: string, item: RecentItem): void {
  const others = recentItems(memberId).filter(({ id }) => id !== item.id);
  try {
    sessionStorage.setItem(`${KEY}.${memberId}`, JSON.stringify([item, ...others].slice(0, MOST)));
  } catch {
    // A browser that keeps nothing has no recent items.
  }
}
