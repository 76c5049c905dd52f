import type { Sql } from '../database.ts';
import { failed, note, ok, type Finding } from '../findings.ts';

const staleSweepSeconds = 30;
const staleCommandSeconds = 60;
const overdueSeconds = 30;

/** How an installation is doing, from its database; nothing is changed. */
export async function checkRunning(sql: Sql): Promise<Finding[]> {
  return [
    await checkDeadlines(sql),
    await checkCommands(sql),
    await checkDeadLetters(sql),
    await checkEvents(sql),
    await checkRefusedWebhooks(sql),
  ];
}

async function checkDeadlines(sql: Sql): Promise<Finding> {
  const [row] = await sql<{ count: number; seconds: number | null }[]>`
    select count(*)::int as count,
           extract(epoch from clock_timestamp() - min(deadline_at))::int as seconds
    from public.telnyx_calls
    where status <> 'ended' and deadline_at < clock_timestamp()`;
  const seconds = row?.seconds ?? 0;
  if (seconds <= overdueSeconds) return ok('no call waits for something that should have happened');
  return failed(
    `${row?.count} calls should have moved on, the oldest ${age(seconds)} ago`,
    'the sweeper does not run: look at its line here, and at its logs',
  );
}

async function checkCommands(sql: Sql): Promise<Finding> {
  const [row] = await sql<{ count: number; seconds: number | null }[]>`
    select count(*)::int as count,
           extract(epoch from clock_timestamp() - min(created_at))::int as seconds
    from public.call_commands where status = 'pending'`;
  const seconds = row?.seconds ?? 0;
  if (seconds <= staleCommandSeconds)
    return ok(`${row?.count ?? 0} commands on their way to Telnyx`);
  return failed(
    `${row?.count} commands to Telnyx are pending, the oldest for ${age(seconds)}`,
    'the sweeper sends them again: does it run? Does Telnyx take the API key?',
  );
}

async function checkDeadLetters(sql: Sql): Promise<Finding> {
  const rows = await sql<{ reason: string; count: number }[]>`
    select reason, count(*)::int as count from public.dead_letters
    where resolved_at is null group by reason order by count desc`;
  if (rows.length === 0) return ok('no dead letters');
  const reasons = rows.map(({ reason, count }) => `${reason} (${count})`).join(', ');
  return note(
    `dead letters: ${reasons}`,
    'look at them in Settings, Health: retry or dismiss each',
  );
}

async function checkEvents(sql: Sql): Promise<Finding> {
  const [row] = await sql<{ seconds: number | null; delay: number | null }[]>`
    select extract(epoch from clock_timestamp() - received_at)::int as seconds,
           extract(epoch from received_at - occurred_at)::int as delay
    from public.call_events where source = 'telnyx' order by received_at desc limit 1`;
  if (!row || row.seconds === null) {
    return note('no event from Telnyx yet', 'call your number: docs/deploy.md, first call');
  }
  const seen = `last event from Telnyx ${age(row.seconds)} ago, ${row.delay} s after it happened`;
  return (row.delay ?? 0) > 10
    ? note(seen, "events come late: look at Telnyx's webhook log for answers other than 200")
    : ok(seen);
}

/** @param seconds whole seconds */
export function age(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** When the sweeper last did its work: it leaves a sign of life each time. */
export async function checkSweeperRuns(sql: Sql): Promise<Finding> {
  const [row] = await sql<{ seconds: number | null }[]>`
    select extract(epoch from clock_timestamp() - max(at))::int as seconds
    from app.heartbeats where name = 'call-sweeper'`;
  const seconds = row?.seconds ?? null;
  const remedy =
    'is the job in cron.job, and its last answer in net._http_response 200? Deploy again: it renews both';
  if (seconds === null) return failed('the sweeper has never run', remedy);
  const seen = `the sweeper ran ${age(seconds)} ago`;
  return seconds <= staleSweepSeconds ? ok(seen) : failed(seen, remedy);
}

/** Webhooks without a valid signature: a wrong key at ours, or somebody who tries. */
async function checkRefusedWebhooks(sql: Sql): Promise<Finding> {
  const [row] = await sql<{ times: number }[]>`
    select coalesce(sum(times), 0)::int as times from app.refused_webhooks
    where hour > clock_timestamp() - interval '24 hours'`;
  const times = row?.times ?? 0;
  if (times === 0) return ok('no webhook was refused in the last 24 h');
  return note(
    `${times} webhooks were refused in the last 24 h: no valid signature`,
    "if calls do not arrive, TELNYX_PUBLIC_KEY is not the account's; otherwise somebody tries",
  );
}
