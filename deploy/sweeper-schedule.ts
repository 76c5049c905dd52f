import type { Sql } from './database.ts';
import { failed, messageOf, note, ok, would, type Finding } from './findings.ts';

/** Answer of app.sweeper_schedule(). */
interface Schedule {
  missing: string[];
  job: { schedule: string; active: boolean; command: string } | null;
}
/** Answer of app.schedule_sweeper(). */
interface Scheduled {
  ok: boolean;
  changed: boolean;
  code?: 'invalid_request' | 'extensions_missing';
  missing?: string[];
}

const otherTimer =
  'let something else call the sweeper every 5 seconds: docs/self-host.md, "The sweeper without pg_cron"';

/** Has pg_cron call the sweeper every 5 seconds, where the database can. */
export async function scheduleSweeper(sql: Sql, url: string, token: string): Promise<Finding[]> {
  try {
    const [row] = await sql<{ result: Scheduled }[]>`
      select app.schedule_sweeper(${url}, ${token}) as result`;
    const result = row?.result;
    if (result?.ok) {
      return [ok(`pg_cron calls the sweeper every 5 s${result.changed ? '' : ' (as before)'}`)];
    }
    if (result?.code === 'extensions_missing') {
      const missing = (result.missing ?? []).join(', ');
      return [
        note(
          `the database cannot call the sweeper: ${missing} is missing`,
          `switch it on under Database, Extensions and deploy again; or ${otherTimer}`,
        ),
      ];
    }
    return [failed("the sweeper's address or token was refused", 'look at SWEEPER_TOKEN')];
  } catch (error) {
    const remedy = 'is migration 20261124000370_schedule_sweeper.sql applied?';
    return [failed(`the sweeper could not be scheduled: ${messageOf(error)}`, remedy)];
  }
}

/** What scheduling would do; changes nothing. */
export async function planSchedule(sql: Sql): Promise<Finding[]> {
  const schedule = await readSchedule(sql);
  if (schedule === null) return [would('schedule the sweeper, once its migration is applied')];
  if (schedule.missing.length > 0) {
    return [
      note(`pg_cron cannot be used here (no ${schedule.missing.join(', ')})`, otherTimer),
      would('ask the database to switch these extensions on, and schedule the sweeper if it can'),
    ];
  }
  return [
    would(schedule.job ? 'leave the schedule as it is, or renew it' : 'schedule the sweeper'),
  ];
}

/** null: the database has not got the function yet. */
async function readSchedule(sql: Sql): Promise<Schedule | null> {
  const [known] = await sql<{ present: boolean }[]>`
    select to_regprocedure('app.sweeper_schedule()') is not null as present`;
  if (!known?.present) return null;
  const [row] = await sql<{ schedule: Schedule }[]>`select app.sweeper_schedule() as schedule`;
  return row?.schedule ?? null;
}
