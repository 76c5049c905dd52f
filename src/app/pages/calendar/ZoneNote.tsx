import { wallTimeOf } from '@/lib/zoned-time.ts';
import { calendarCopy as copy } from './copy.ts';

/** Says whose clock it is, to a browser that stands under another one. */
export function ZoneNote({ timeZone, now }: { timeZone: string; now: number }) {
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const there = wallTimeOf(now, timeZone);
  const mine = wallTimeOf(now, here);
  if (there.day === mine.day && there.minute === mine.minute) return null;
  const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return <p className="px-4 pb-2 text-small text-muted desk:px-6">{copy.zone(place)}</p>;
}
