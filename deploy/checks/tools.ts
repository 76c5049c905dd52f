import { failed, note, ok, type Finding } from '../findings.ts';
import { CLI_VERSION } from '../supabase-cli.ts';

const oldestNode = [24, 0] as const;

/** @param version as `process.versions.node` has it */
export function checkNode(version: string): Finding {
  const [major = 0] = version.split('.').map(Number);
  return major >= oldestNode[0]
    ? ok(`Node ${version}`)
    : failed(
        `Node ${version} is too old`,
        'start through npm, which uses the Node of node_modules',
      );
}

/**
 * @param problem null: the CLI is there, recent and signed in
 * @param isNeededNow a dry run against an address of one's own deploys nothing
 */
export function checkCli(problem: string | null, isNeededNow: boolean): Finding {
  if (problem === null) return ok('the Supabase CLI is there, recent, and reaches the project');
  const remedy = `run "npx supabase@${CLI_VERSION} login" once, or set SUPABASE_ACCESS_TOKEN; another program: --supabase-cli PATH`;
  const text = `the Supabase CLI ${problem}`;
  return isNeededNow ? failed(text, remedy) : note(text, remedy);
}
