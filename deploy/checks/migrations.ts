import { failed, note, ok, would, type Finding } from '../findings.ts';
import { nameOf, type MigrationPlan } from '../migrations.ts';

/** What the plan of a database's migrations means. */
export function checkMigrations(plan: MigrationPlan, total: number): Finding[] {
  const findings: Finding[] = [];
  for (const version of plan.unknown) {
    findings.push(
      failed(
        `the database has migration ${version}, this checkout has not`,
        'check out the version that was deployed last, or newer',
      ),
    );
  }
  for (const file of plan.changed) {
    findings.push(
      failed(
        `${file} was changed after it had been applied`,
        'put the file back as it was, and write a new migration for the change',
      ),
    );
  }
  for (const file of plan.late) {
    findings.push(note(`${file} is older than the newest that is applied; it will be applied now`));
  }
  if (findings.some(({ status }) => status === 'failed')) return findings;
  if (plan.pending.length === 0) {
    return [...findings, ok(`all ${total} migrations are applied`)];
  }
  return [
    ...findings,
    would(`${plan.pending.length} of ${total} migrations are to be applied:`),
    ...plan.pending.map((migration) => would(`  ${nameOf(migration)}`)),
  ];
}
