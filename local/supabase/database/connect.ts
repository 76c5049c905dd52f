import postgres from 'postgres';
import type { JwtClaims } from '../jwt.ts';
import { localDatabasePassword } from './cluster-folder.ts';

export type Sql = postgres.Sql;
export type Transaction = postgres.TransactionSql;

/** The stack's database roles that can sign in. */
export type LoginRole =
  | 'supabase_admin'
  | 'postgres'
  | 'authenticator'
  | 'supabase_auth_admin'
  | 'supabase_storage_admin'
  | 'supabase_realtime_admin';

/** Address of the local database for a role, with its (well-known, loopback-only) password. */
export function databaseUrl(port: number, role: LoginRole, database = 'postgres'): string {
  return `postgresql://${role}:${localDatabasePassword}@127.0.0.1:${port}/${database}`;
}

/**
 * Opens a connection pool.
 *
 * @param maxConnections upper limit of the pool
 */
export function connect(url: string, maxConnections: number): Sql {
  return postgres(url, {
    max: maxConnections,
    onnotice: () => undefined,
    connection: { application_name: 'switchboard-local' },
  });
}

/**
 * Runs `work` in a transaction as the caller: his role and claims, hence his row-level security.
 */
export async function asCaller<T>(
  sql: Sql,
  claims: JwtClaims,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const result = await sql.begin(async (transaction) => {
    await impersonate(transaction, claims);
    return work(transaction);
  });
  return result as T;
}

/** Gives the current transaction the caller's role and claims. */
export async function impersonate(transaction: Transaction, claims: JwtClaims): Promise<void> {
  await transaction`
    select set_config('role', ${claims.role}, true),
           set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
           set_config('request.jwt.claim.sub', ${claims.sub ?? ''}, true),
           set_config('request.jwt.claim.role', ${claims.role}, true)`;
}
