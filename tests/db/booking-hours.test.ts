import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { HOURS, LENGTHS, playScripts, SEASONS, type Played, type Shop } from './booking-scripts.ts';
import { outsideHours, wallTime } from './opening-oracle.ts';

const SCRIPTS = 200;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LEAD_MINUTES = 60;
const HORIZON_DAYS = 14;

const minutesLater = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE_MS);

let database: TestDatabase;
let sql: Sql;
let played: Played;

beforeAll(async () => {
  database = await startTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  played = await playScripts(sql, SCRIPTS, 20261122);
});

afterAll(async () => {
  await sql?.end();
  await database?.stop();
});

interface Row {
  id: string;
  resource_id: string;
  starts_at: Date;
  ends_at: Date;
}

describe(`${SCRIPTS} callers around four changes of the clocks, holidays and closing time`, () => {
  const rows = async () =>
    (
      await sql<Row[]>`
      select id, resource_id, starts_at, ends_at from public.appointments
      where status <> 'cancelled' order by starts_at`
    ).map((row) => {
      const booking = played.booked.get(row.id);
      if (!booking) throw new Error(`Nobody booked ${row.id}`);
      return { ...row, ...booking };
    });
  const told = (shop: Shop, startsAt: Date, problem: string) =>
    `${shop.timeZone} ${startsAt.toISOString()}: ${problem}`;

  test('the scripts book, move, come too late and find closed doors', async () => {
    console.log(`${played.booked.size} booked;`, Object.fromEntries(played.outcomes));
    expect(played.booked.size).toBeGreaterThan(SCRIPTS / 2);
    for (const outcome of ['moved', 'offer_expired', 'outside_hours', 'nothing_free']) {
      expect([outcome, played.outcomes.get(outcome) ?? 0]).toEqual([
        outcome,
        expect.toSatisfy((n) => n > 0),
      ]);
    }
    const changeDays = (await rows()).filter(
      ({ shop, starts_at }) => wallTime(starts_at, shop.timeZone).day === shop.change,
    );
    expect(new Set(changeDays.map(({ shop }) => shop.change)).size).toBe(SEASONS.length);
  });

  test('[I10] nothing is offered or booked outside the hours, by the wall clock in each minute', async () => {
    const visits = (await rows()).map((row) => ({
      ...row,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
    }));
    const wrong = [...visits, ...played.offers].flatMap((one) => {
      const problem = outsideHours(one, one.shop.timeZone, HOURS, one.closed);
      return problem ? [told(one.shop, one.startsAt, problem)] : [];
    });
    expect(played.offers.length).toBeGreaterThan(SCRIPTS);
    expect(wrong).toEqual([]);
  });

  test('[I10] no visit begins at a time that its caller was not offered', async () => {
    const wrong = (await rows()).filter(
      ({ offered, starts_at }) => !offered.has(starts_at.getTime()),
    );
    expect(wrong.map(({ shop, starts_at }) => told(shop, starts_at, 'not offered'))).toEqual([]);
  });

  test('[I10] every visit is on the half hour, in time, in the horizon, and as long as it takes', async () => {
    const wrong = (await rows()).flatMap((row) => {
      const { shop, at, service, starts_at: startsAt, ends_at: endsAt } = row;
      const last = wallTime(new Date(at.getTime() + HORIZON_DAYS * DAY_MS), shop.timeZone).day;
      const start = wallTime(startsAt, shop.timeZone);
      const problems = [
        /:(00|30)$/.test(start.time) ? null : `at ${start.time}`,
        startsAt >= minutesLater(at, LEAD_MINUTES) ? null : `asked for at ${at.toISOString()}`,
        start.day <= last ? null : `after ${last}`,
        endsAt.getTime() - startsAt.getTime() === (LENGTHS[service] ?? 0) * MINUTE_MS
          ? null
          : `${service} until ${endsAt.toISOString()}`,
      ];
      return problems
        .filter((problem) => problem !== null)
        .map((problem) => told(shop, startsAt, problem));
    });
    expect(wrong).toEqual([]);
  });

  test('[I10] no technician is at two places at once', async () => {
    const all = await rows();
    const wrong = all.flatMap((row, index) =>
      all
        .slice(index + 1)
        .filter((other) => other.resource_id === row.resource_id && other.starts_at < row.ends_at)
        .map((other) => told(row.shop, row.starts_at, `and ${other.starts_at.toISOString()}`)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the oracle', () => {
  const visit = (startsAt: string, minutes: number) => ({
    startsAt: new Date(startsAt),
    endsAt: minutesLater(new Date(startsAt), minutes),
  });
  const holidays = [{ day: '2026-03-11', opensAt: '10:00', closesAt: '12:30' }];
  test.each([
    ['2026-03-07T14:30:00Z', 60, null],
    ['2026-03-07T17:30:00Z', 60, 'closed at 2026-03-07 13:00'],
    ['2026-03-08T06:00:00Z', 60, 'closed at 2026-03-08 01:30'],
    ['2026-03-08T07:00:00Z', 60, null],
    ['2026-11-01T05:00:00Z', 60, 'closed at 2026-11-01 01:30'],
    ['2026-03-11T14:00:00Z', 150, null],
    ['2026-03-11T14:00:00Z', 180, 'closed at 2026-03-11 12:30'],
    ['2026-03-11T13:00:00Z', 60, 'closed at 2026-03-11 09:00'],
  ])('sees %s for %i minutes: %s', (startsAt, minutes, expected) => {
    expect(outsideHours(visit(startsAt, minutes), 'America/Toronto', HOURS, holidays)).toBe(
      expected,
    );
  });
});
