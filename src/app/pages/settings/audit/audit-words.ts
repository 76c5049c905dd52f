import type { AuditEntry } from '@/data/audit-log.queries.ts';
import type { AuditCopy } from './audit-copy.ts';

/** What was done, as a sentence; an action without words of its own shows its code. */
export function deedOf(entry: AuditEntry, copy: AuditCopy): string {
  if (entry.action === 'settings.changed') {
    const { area: told } = entry.detail;
    const area = typeof told === 'string' ? told : '';
    return copy.settingsChanged(copy.areas[area] ?? area);
  }
  return copy.actions[entry.action] ?? entry.action;
}

/** Who did it, in words. */
export function doerOf({ member }: AuditEntry, copy: AuditCopy): string {
  return member ? (member.name ?? copy.left) : copy.nobody;
}

/** The facts beside it, a line each: `ring seconds: 20 → 30`, `number: +1416•••0123`. */
export function detailsOf(entry: AuditEntry, copy: AuditCopy): string[] {
  if (entry.action === 'settings.changed') return changesOf(entry.detail, copy);
  return Object.entries(entry.detail).flatMap(([name, value]) =>
    value === null || typeof value === 'object' ? [] : [factOf(name, shown(value, copy), copy)],
  );
}

function changesOf(detail: AuditEntry['detail'], copy: AuditCopy): string[] {
  const { changes, rows } = detail;
  if (!Array.isArray(changes)) return [];
  const lines = changes.flatMap((change: unknown) =>
    Object.entries((change ?? {}) as Record<string, unknown>).map(([name, value]) => {
      const [before, after] = Array.isArray(value) ? (value as unknown[]) : [];
      return factOf(name, `${shown(before, copy)} → ${shown(after, copy)}`, copy);
    }),
  );
  const isMore = typeof rows === 'number' && rows > 1;
  return isMore ? [copy.changed(rows), ...lines] : lines;
}

function shown(value: unknown, copy: AuditCopy): string {
  if (value === null || value === undefined || value === '') return copy.nothing;
  if (typeof value === 'boolean') return value ? copy.yes : copy.no;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return JSON.stringify(value);
}

function factOf(name: string, value: string, copy: AuditCopy): string {
  const words = spaced(name);
  return copy.fact(copy.facts[words] ?? words, value);
}

/** `ringSeconds` and `ring_seconds` read as `ring seconds`. */
function spaced(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after}`)
    .toLowerCase();
}
