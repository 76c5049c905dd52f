/**
 * The statements that make up a long history, set by set. `$1` is the organisation, `$2` how many calls.
 * Everything comes from Postgres's own seeded chance, so that the same seed makes the same history.
 */

const FIRST =
  'Maria John Aisha Marc Chloé Priya Liam Zoë Tom Grace Omar Ruth Émile Fatima George Helen Noah Sofia Wei Anne';
const LAST =
  'Lopez Chen Bélanger Nair Okafor Adler Papadakis Kowalski Eze Tremblay Haddad Wojcik Patel Singh Roy Gagnon Murphy Costa Young Ito';
const WORDS =
  'kitchen tap leaking boiler water heater drain blocked bathroom quote visit tomorrow morning afternoon invoice paid basement pipe burst toilet shower pressure thermostat garage key neighbour parking tenant landlord call again left message warranty part ordered filter pump valve copper estimate photo sent';

const words = (text: string) => `(array['${text.replaceAll(' ', "','")}'])`;
const pick = (text: string) =>
  `${words(text)}[1 + floor(random() * ${text.split(' ').length})::integer]`;
const sentence = (count: number) =>
  Array.from({ length: count }, () => pick(WORDS)).join(" || ' ' || ");

/** The business may have had calls before: theirs is written already. */
const IS_NEW = 'not exists (select from public.call_entries x where x.call_id = c.id)';

/** One client for forty calls. */
export const CLIENTS = `
  with made as (
    insert into public.clients (organization_id, name)
    select $1, ${pick(FIRST)} || ' ' || ${pick(LAST)} || case when n % 50 = 0 then ' & Sons' else '' end
    from generate_series(1, greatest($2::integer / 40, 1)) n
    returning id
  )
  insert into public.client_phones (organization_id, client_id, phone_number, is_main)
  select $1, id, '+1' || (array['416','647','437','905','514'])[1 + (row_number() over ()) % 5]
    || '2' || lpad((row_number() over ())::text, 6, '0'), true
  from made`;

/** Three years, mostly weekdays from eight to six; seven in ten calls come in, one in seven is missed. */
export const CALLS = `
  insert into public.telnyx_calls (
    id, organization_id, direction, from_number, to_number, client_id, phone_number_id, agent_id,
    handled_by, status, outcome, outcome_reason, started_at, answered_at, ended_at, duration_seconds,
    version, notes, summary, disposition, tags, ai, ai_outcome
  )
  with known as materialized (
    select row_number() over (order by k.phone_number) as place, k.client_id, k.phone_number
    from public.client_phones k where k.organization_id = $1
  ),
  staff as materialized (
    select array_agg(m.id order by m.id) as ids from public.members m
    where m.organization_id = $1 and m.active
  ),
  lines as materialized (
    select array_agg(n.id order by n.id) as ids, array_agg(n.phone_number order by n.id) as numbers
    from public.telnyx_phone_numbers n where n.organization_id = $1
  ),
  rolled as (
    select n, random() as kind, random() as fate, random() as who, random() as line_at, random() as staff_at,
      random() as noted, random() as spoken, random() as stranger,
      date_trunc('day', now()) - make_interval(days => 1 + (n::bigint * 1095 / $2::integer)::integer)
        + make_interval(secs => 28800 + random() * 36000) as started_at
    from generate_series($2::integer, 1, -1) n
  ),
  told as (
    select r.*,
      case when kind < 0.7 then 'inbound' else 'outbound' end as direction,
      case
        when kind < 0.7 then case when fate < 0.85 then 'answered' else 'missed' end
        when fate < 0.7 then 'answered' when fate < 0.88 then 'no_answer' when fate < 0.94 then 'busy'
        when fate < 0.97 then 'cancelled' else 'failed'
      end as outcome,
      kind < 0.7 and fate < 0.12 as is_ai,
      1 + floor(power(who, 2) * (select count(*) from known))::bigint as client_at,
      -- One call in five comes from nobody's client, one in fifty has no number.
      stranger < 0.2 as is_stranger,
      lines.ids[1 + floor(line_at * cardinality(lines.ids))::integer] as line_id,
      lines.numbers[1 + floor(line_at * cardinality(lines.ids))::integer] as line_number,
      staff.ids[1 + floor(staff_at * cardinality(staff.ids))::integer] as staff_id
    from rolled r, staff, lines
  ),
  outside as (
    select t.*, case
        when is_stranger and stranger < 0.02 and direction = 'inbound' then null
        when is_stranger then '+1613' || (2000000 + floor(who * 60000)::integer)
        else known.phone_number
      end as number,
      case when not is_stranger then known.client_id end as client_id
    from told t join known on known.place = t.client_at
  )
  select gen_random_uuid(), $1, direction,
    case direction when 'inbound' then number else line_number end,
    case direction when 'inbound' then line_number else number end,
    client_id, line_id,
    case when outcome = 'answered' and not is_ai or direction = 'outbound' then staff_id end,
    case when is_ai then 'ai' when outcome = 'answered' then 'person' end,
    'ended', outcome, case when outcome = 'missed' and fate < 0.93 then 'ring_timeout'
      when outcome = 'missed' then 'caller_hung_up' end,
    started_at, case when outcome = 'answered' then started_at + make_interval(secs => 2 + noted * 20) end,
    started_at + make_interval(secs => 25 + spoken * 600),
    case when outcome = 'answered' then (5 + spoken * 600)::integer else 0 end, 4,
    case when noted < 0.25 then ${sentence(9)} || case when noted < 0.0001 then ' zeppelin' else '' end end,
    case when is_ai then ${sentence(7)} end,
    case when noted > 0.9 then ${pick('Booked Quote Invoice Complaint Spam')} end,
    case when spoken > 0.93 then array[${pick('urgent warranty vip follow-up heating')}]
      when spoken < 0.0002 then array['lawsuit'] else '{}' end,
    case when is_ai then jsonb_build_object('status', 'over', 'since', null, 'language', 'en',
      'reason', 'always', 'wants', null) end,
    case when is_ai then 'message_taken' end
  from outside
  order by started_at`;

/** What was said in the AI's calls. */
export const SEGMENTS = `
  insert into public.call_transcript_segments
    (id, organization_id, call_id, conversation_id, position, speaker, text, at)
  select c.id || ':' || n, $1, c.id, 'generated', n,
    case when n % 2 = 0 then 'caller' else 'ai' end,
    ${sentence(10)} || case when random() < 0.00005 then ' sump' else '' end,
    c.started_at + make_interval(secs => n * 6)
  from public.telnyx_calls c, generate_series(1, 5) n
  where c.organization_id = $1 and c.handled_by = 'ai' and ${IS_NEW}`;

/** Who was missed waits for a call; all but the last days' were called back. */
export const TASKS = `
  insert into public.call_tasks
    (organization_id, call_id, client_id, reason, phone_number, due_at, done_at, created_at)
  select $1, c.id, c.client_id, c.outcome_reason, c.outside_number, c.ended_at + interval '1 hour',
    case when c.started_at < now() - interval '3 days' or random() < 0.6
      then c.ended_at + interval '40 minutes' end, c.ended_at
  from public.telnyx_calls c
  where c.organization_id = $1 and c.outcome = 'missed' and ${IS_NEW}`;
