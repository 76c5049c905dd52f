import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDeno } from '../../local/supabase/functions/deno.ts';
import { failed, note, ok, type Finding } from '../findings.ts';
import { functionNames, readFunctionGraph } from '../functions-graph.ts';

/** Whether every function is whole with what is in supabase/functions. */
export async function checkFunctions(functionsDir: string): Promise<Finding[]> {
  const names = functionNames(functionsDir);
  const deno = installedDeno();
  if (deno === null) {
    return [note('the functions were not looked through: Deno is not installed', 'run npm ci')];
  }
  const cacheDir = mkdtempSync(join(tmpdir(), 'switchboard-deno-'));
  try {
    const graphs = [];
    for (const name of names) {
      graphs.push(await readFunctionGraph(deno, functionsDir, name, cacheDir));
    }
    const wrong = graphs.flatMap(({ name, problems }) =>
      problems.map((problem) =>
        failed(`function ${name}: ${problem}`, 'mend the import; "npm run check" shows it too'),
      ),
    );
    if (wrong.length > 0) return wrong;
    const files = new Set(graphs.flatMap((graph) => graph.files)).size;
    return [
      ok(`${names.length} functions need nothing outside supabase/functions (${files} files)`),
    ];
  } finally {
    rmSync(cacheDir, { recursive: true, force: true });
  }
}

/** null: there is none for this machine. */
function installedDeno(): string | null {
  try {
    return findDeno();
  } catch {
    return null;
  }
}
