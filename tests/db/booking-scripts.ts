import type { Sql } from 'postgres';
import {
  createBusiness,
  startAiCall,
  useTool,
  type Business,
  type BusinessPlan,
  type ToolAnswer,
} from './booking-world.ts';
import { wallTime, type Holiday } from './opening-oracle.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const weekdays = (opensAt: string, closesAt: string, days = [1, 2, 3, 4, 5]) =>
  days.map((weekday) => ({ weekday, opensAt, closesAt }));

/** Lunch breaks, a short Saturday, and the very hours of Sunday night in which the clock jumps. */
export const HOURS = [
  ...weekdays('08:00', '12:00'),
  ...weekdays('13:00', '17:30'),
  ...weekdays('09:15', '13:00', [6]),
  ...weekdays('00:30', '01:30', [0]),
  ...weekdays('02:00', '05:00', [0]),
];

/** A change of the clocks: where, when, and which days around it are no ordinary ones. */
interface Season {
  timeZone: string;
  change: string;
  holidays: readonly Holiday[];
}
export const SEASONS: readonly Season[] = [
  {
    timeZone: 'America/Toronto',
    change: '2026-03-08',
    holidays: [{ day: '2026-03-09' }, { day: '2026-03-11', opensAt: '10:00', closesAt: '12:30' }],
  },
  {
    timeZone: 'America/Toronto',
    change: '2026-11-01',
    holidays: [{ day: '2026-11-03' }, { day: '2026-11-07', opensAt: '06:00', closesAt: '08:00' }],
  },
  {
    timeZone: 'Europe/Paris',
    change: '2026-03-29',
    holidays: [{ day: '2026-04-06' }, { day: '2026-03-30', opensAt: '12:00', closesAt: '16:00' }],
  },
  {
    timeZone: 'Europe/Paris',
    change: '2026-10-25',
    holidays: [{ day: '2026-11-01' }, { day: '2026-10-26', opensAt: '14:00', closesAt: '18:00' }],
  },
];
export const LENGTHS: Readonly<Record<string, number>> = { tap: 60, heater: 90, boiler: 120 };

export interface Shop extends Season {
  business: Business;
  closed: Holiday[];
}
export interface Booking {
  shop: Shop;
  visitId: string;
  at: Date;
  service: string;
  /** Starts that this very call was offered. */
  offered: Set<number>;
  /** The days that were no ordinary ones when it was booked. */
  closed: readonly Holiday[];
}
interface Offer extends Pick<Booking, 'shop' | 'closed'> {
  startsAt: Date;
  endsAt: Date;
}

/** What the scripts did. */
export interface Played {
  /** By visit id. */
  booked: Map<string, Booking>;
  offers: Offer[];
  /** How often each other outcome came. */
  outcomes: Map<string, number>;
}

/** Plays seeded callers, one after the other, in businesses around four changes of the clocks. */
export async function playScripts(sql: Sql, scripts: number, seed: number): Promise<Played> {
  const played: Played = { booked: new Map(), offers: [], outcomes: new Map() };
  const shops: Shop[] = [];
  for (const season of SEASONS) shops.push(await openShop(sql, season));
  const random = seeded(seed);
  for (let script = 0; script < scripts; script += 1) {
    await playScript(sql, played, shops[script % shops.length]!, random);
  }
  return played;
}

async function openShop(sql: Sql, season: Season): Promise<Shop> {
  const plan: BusinessPlan = {
    timeZone: season.timeZone,
    hours: HOURS,
    technicians: ['Luis', 'Sam'],
    services: LENGTHS,
  };
  const shop = { ...season, business: await createBusiness(sql, plan), closed: [] };
  for (const holiday of season.holidays) await close(sql, shop, holiday);
  return shop;
}

async function close(sql: Sql, shop: Shop, { day, opensAt, closesAt }: Holiday): Promise<void> {
  await sql`
    insert into public.holidays (organization_id, day, name, opens_at, closes_at)
    values (${shop.business.id}, ${day}, 'Closed', ${opensAt ?? null}::time, ${closesAt ?? null}::time)
    on conflict (organization_id, phone_number_id, day) do update set opens_at = null, closes_at = null`;
  shop.closed = [
    ...shop.closed.filter((one) => one.day !== day),
    { day, opensAt, closesAt } as Holiday,
  ];
}

/** mulberry32: the same numbers in every run. */
function seeded(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance: (share: number) => next() < share,
    between: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T,
  };
}
type Random = ReturnType<typeof seeded>;

const minutesLater = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE_MS);

/** One caller: asks for slots around the change of the clocks, takes one, and perhaps moves it. */
async function playScript(sql: Sql, played: Played, shop: Shop, random: Random): Promise<void> {
  const changeAt = Date.parse(`${shop.change}T07:00:00Z`);
  const at = minutesLater(new Date(changeAt - 4 * DAY_MS), random.between(0, 6 * 24 * 60));
  const service = random.pick(Object.keys(LENGTHS));
  const call = await startAiCall(sql, shop.business, `+1416555${random.between(1000, 9999)}`);
  const found = await useTool(sql, call, 'find_slots', wish(shop, at, service, random), at);
  const offered = new Set<number>();
  note(played, shop, offered, found);
  const slot = found.slots?.length ? random.pick(found.slots) : null;
  if (!slot) return count(played, found.reason ?? 'nothing_free');
  // Some callers think long; and once in a while the day is closed while they do.
  const later = minutesLater(at, random.between(0, 16));
  if (random.chance(0.05)) {
    await close(sql, shop, { day: wallTime(new Date(slot.startsAt), shop.timeZone).day });
  }
  const wanted = { slot_id: slot.slotId, problem: service, name: 'Pat Doe', confirmed: true };
  const answer = await useTool(sql, call, 'book_visit', wanted, later);
  note(played, shop, offered, answer);
  const { visitId } = answer;
  if (!visitId) return count(played, answer.reason ?? '');
  const booking = { shop, visitId, at, service, offered, closed: shop.closed };
  played.booked.set(visitId, booking);
  if (random.chance(0.3)) await move(sql, played, call, booking, later, random);
}

function wish(shop: Shop, at: Date, service: string, random: Random): Record<string, string> {
  const today = wallTime(at, shop.timeZone).day;
  const day = (days: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  const first = random.between(0, 4);
  return {
    problem: service,
    ...(random.chance(0.5) ? { date_from: day(first) } : {}),
    ...(random.chance(0.4) ? { date_to: day(first + random.between(0, 3)) } : {}),
    ...(random.chance(0.5) ? { part_of_day: random.pick(['morning', 'afternoon', 'any']) } : {}),
  };
}

async function move(
  sql: Sql,
  played: Played,
  call: string,
  booking: Booking,
  at: Date,
  random: Random,
): Promise<void> {
  const found = await useTool(sql, call, 'find_slots', { visit_id: booking.visitId }, at);
  note(played, booking.shop, booking.offered, found);
  if (!found.slots?.length) return;
  const { slotId } = random.pick(found.slots);
  const wanted = { visit_id: booking.visitId, slot_id: slotId, confirmed: true };
  const answer = await useTool(sql, call, 'reschedule_visit', wanted, at);
  count(played, answer.ok ? 'moved' : (answer.reason ?? ''));
}

function note(played: Played, shop: Shop, offered: Set<number>, { slots }: ToolAnswer): void {
  for (const slot of slots ?? []) {
    const [startsAt, endsAt] = [new Date(slot.startsAt), new Date(slot.endsAt)];
    offered.add(startsAt.getTime());
    played.offers.push({ shop, startsAt, endsAt, closed: shop.closed });
  }
}

function count({ outcomes }: Played, reason: string): void {
  outcomes.set(reason, (outcomes.get(reason) ?? 0) + 1);
}
