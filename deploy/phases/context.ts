import type { Migration } from '../../local/supabase/migrations.ts';
import type { Report } from '../findings.ts';
import type { FunctionsHost } from '../functions-host.ts';
import type { DeployOptions } from '../options.ts';
import type { Target } from '../target.ts';

/** What every phase works with. */
export interface DeployContext {
  target: Target<DeployOptions>;
  /** Of this checkout. */
  migrations: Migration[];
  host: FunctionsHost;
  report: Report;
}
