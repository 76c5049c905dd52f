import examples from 'libphonenumber-js/examples.mobile.json';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { numberPlanRows } from './number-plan-rows.ts';

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await startTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql?.end();
  await database?.stop();
});

interface Destination {
  country: string | null;
  number_type: string | null;
}

async function destinationOf(e164: string): Promise<Destination> {
  const [row] = await sql<Destination[]>`select * from app.destination_of(${e164})`;
  if (!row) throw new Error('no answer');
  return row;
}

describe("[I11] the database's own idea of a number", () => {
  it('is that of the library: an update asks for a new migration', async () => {
    const rows = await sql`
      select calling_code as "callingCode", position, country, leading_digits as "leadingDigits", types
      from app.number_plans order by calling_code, position`;
    const expected = numberPlanRows().toSorted((a, b) =>
      a.callingCode === b.callingCode
        ? a.position - b.position
        : a.callingCode < b.callingCode
          ? -1
          : 1,
    );
    expect(rows.map((row) => ({ ...row }))).toEqual(expected);
  });

  it("tells the country of every country's mobile", async () => {
    const wrong: string[] = [];
    for (const [country, national] of Object.entries(examples)) {
      const parsed = parsePhoneNumberFromString(national, country as 'CA');
      const told = await destinationOf(parsed?.number ?? '');
      if (told.country !== parsed?.country) wrong.push(`${country}: ${told.country}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['+14165550123', 'CA', 'fixed_line'],
    ['+12125550123', 'US', 'fixed_line'],
    ['+18005550123', 'US', 'toll_free'],
    ['+19005550123', 'US', 'premium_rate'],
    ['+14169760123', 'CA', 'premium_rate'],
    ['+18765230123', 'JM', 'mobile'],
    ['+12684641234', 'AG', 'mobile'],
    ['+442079460958', 'GB', 'fixed_line'],
    ['+447781123456', 'GG', 'mobile'],
    ['+448431234567', 'GB', 'premium_rate'],
    ['+447012345678', 'GB', 'personal_number'],
    ['+449098790123', 'GB', 'premium_rate'],
    ['+37126550123', 'LV', 'mobile'],
    ['+77012345678', 'KZ', 'mobile'],
    ['+79161234567', 'RU', 'mobile'],
    ['+881612345678', '001', 'mobile'],
    ['+979112345678', '001', 'premium_rate'],
    ['+15005550123', 'US', 'personal_number'],
    ['+14165550', null, null],
    ['+999123456789', null, null],
    ['911', null, null],
  ])('%s: %s, %s', async (e164, country, number_type) => {
    expect(await destinationOf(e164)).toEqual({ country, number_type });
  });
});
