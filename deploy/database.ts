import { readFileSync } from 'node:fs';
import postgres from 'postgres';

export type Sql = postgres.Sql;

/**
 * Opens one connection to a project's database. Others than this machine are reached by TLS; with
 * PGSSLROOTCERT (dashboard, Database settings, SSL certificate) the server's certificate is checked too.
 */
export function connectTo(url: string): Sql {
  const { hostname, searchParams } = new URL(url);
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  const certificate = process.env['PGSSLROOTCERT'];
  const tls = certificate
    ? { ca: readFileSync(certificate, 'utf8'), rejectUnauthorized: true }
    : ('require' as const);
  return postgres(url, {
    max: 1,
    // Poolers in transaction mode keep no prepared statements.
    prepare: false,
    connect_timeout: 15,
    onnotice: () => undefined,
    ...(isHere || searchParams.get('sslmode') === 'disable' ? {} : { ssl: tls }),
    connection: { application_name: 'switchboard-deploy' },
  });
}
