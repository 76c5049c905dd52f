import type { Client, Visit } from './dialogue-state.ts';
import type { Slot } from './slot-choice.ts';

type Fields = Record<string, unknown>;

/** Reads what tools answer; whatever is missing or of another type is left out. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? (value as unknown[]).map(fieldsOf) : [];

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** "09:30" or "9:30 p.m." as minutes after midnight. */
function minutesOf(value: unknown): number | null {
  const found = /^(\d{1,2})[:h](\d\d)\s*(p)?/i.exec(textOf(value) ?? '');
  if (!found) return null;
  const hour = Number(found[1]);
  return (found[3] !== undefined && hour < 12 ? hour + 12 : hour) * 60 + Number(found[2]);
}

function slotOf(entry: Fields, idField: string): Slot | null {
  const slotId = textOf(entry[idField]);
  const label = textOf(entry['label']);
  if (slotId === null || label === null) return null;
  return { slotId, label, day: textOf(entry['day']) ?? '', minutes: minutesOf(entry['time']) };
}

/** The free times of find_slots, or those that come with slot_taken. */
export function slotsOf(answer: Fields): Slot[] {
  return listOf(answer['slots']).flatMap((entry) => slotOf(entry, 'slot_id') ?? []);
}

export function clientOf(answer: Fields): Client {
  const visits = listOf(answer['visits']).flatMap((entry): Visit[] => {
    const slot = slotOf(entry, 'visit_id');
    return slot === null ? [] : [{ ...slot, service: textOf(entry['service']) ?? '' }];
  });
  const isSeen = answer['known'] === true && answer['identity'] !== 'none';
  return {
    canSeeVisits: isSeen,
    firstName: isSeen ? textOf(answer['first_name']) : null,
    visits: isSeen ? visits : [],
  };
}

export function quotesOf(answer: Fields): { service: string; price: string }[] {
  return listOf(answer['quotes']).flatMap(({ service, price }) => {
    const name = textOf(service);
    const amount = typeof price === 'number' ? String(price) : textOf(price);
    return name === null || amount === null ? [] : [{ service: name, price: amount }];
  });
}
