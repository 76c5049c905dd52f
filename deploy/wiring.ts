import type { Wiring } from './checks/telnyx-wiring.ts';
import type { Sql } from './database.ts';
import type { Settings } from './settings.ts';

/** What should be set up at Telnyx: the installation's own objects and every organisation's. */
export async function readWiring(sql: Sql | null, settings: Settings): Promise<Wiring> {
  const setups = sql === null ? [] : await readSetups(sql);
  const numbers = sql === null ? [] : await readNumbers(sql);
  const present = (values: readonly (string | null | undefined)[]) => [
    ...new Set(values.filter((value): value is string => !!value)),
  ];
  return {
    applicationIds: present([
      settings['TELNYX_CONNECTION_ID'],
      ...setups.map((setup) => setup.application),
      ...numbers.map((number) => number.connectionId),
    ]),
    credentialConnectionIds: present([
      settings['TELNYX_CREDENTIAL_CONNECTION_ID'],
      ...setups.map((setup) => setup.credentials),
    ]),
    numbers,
  };
}

async function isThere(sql: Sql, table: string): Promise<boolean> {
  const [row] = await sql<{ present: boolean }[]>`
    select to_regclass(${table}) is not null as present`;
  return row?.present === true;
}

async function readSetups(sql: Sql) {
  if (!(await isThere(sql, 'public.telnyx_setups'))) return [];
  return sql<{ application: string | null; credentials: string | null }[]>`
    select call_control_application_id as application, credential_connection_id as credentials
    from public.telnyx_setups`;
}

async function readNumbers(sql: Sql): Promise<Wiring['numbers']> {
  if (!(await isThere(sql, 'public.telnyx_phone_numbers'))) return [];
  const rows = await sql<{ phoneNumber: string; connectionId: string | null }[]>`
    select phone_number as "phoneNumber", connection_id as "connectionId"
    from public.telnyx_phone_numbers order by phone_number`;
  return [...rows];
}
