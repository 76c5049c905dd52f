import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of supabase/functions that is a function. */
export interface FunctionFolder {
  name: string;
  entryFile: string;
  /** The function's own deno.json, if it has one. */
  configFile: string | null;
  /** Whether the platform checks the caller's JWT before it calls the function. */
  verifyJwt: boolean;
}

/**
 * Lists the functions: folders with an index.ts, except those starting with "_" or ".".
 *
 * @param configFile supabase/config.toml; without it no JWT is checked
 */
export async function listFunctions(
  functionsDir: string,
  configFile: string,
): Promise<FunctionFolder[]> {
  if (!existsSync(functionsDir)) return [];
  const unchecked = existsSync(configFile)
    ? functionsWithoutJwtCheck(readFileSync(configFile, 'utf8'))
    : null;
  const entries = await readdir(functionsDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !/^[_.]/.test(entry.name))
    .map(({ name }) => ({ name, folder: join(functionsDir, name) }))
    .filter(({ folder }) => existsSync(join(folder, 'index.ts')))
    .map(({ name, folder }) => {
      const config = join(folder, 'deno.json');
      return {
        name,
        entryFile: join(folder, 'index.ts'),
        configFile: existsSync(config) ? config : null,
        verifyJwt: unchecked !== null && !unchecked.has(name),
      };
    })
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

/** Names with `[functions.<name>]` and `verify_jwt = false`; the platform's default is true. */
function functionsWithoutJwtCheck(toml: string): Set<string> {
  const names = new Set<string>();
  let section: string | null = null;
  for (const line of toml.split('\n')) {
    const header = /^\s*\[\s*(?:functions\.)?"?([^"\]]*?)"?\s*\]/.exec(line);
    if (header) section = /^\s*\[\s*functions\./.test(line) ? (header[1] ?? null) : null;
    else if (section && /^\s*verify_jwt\s*=\s*false\b/.test(line)) names.add(section);
  }
  return names;
}
