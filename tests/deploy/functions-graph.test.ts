import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionNames, readFunctionGraph } from '../../deploy/functions-graph.ts';
import { findDeno } from '../../local/supabase/functions/deno.ts';

const root = join(import.meta.dirname, '..', '..');
const functionsDir = join(root, 'supabase', 'functions');
const deno = findDeno();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-graph-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const graph = (from: string, name: string) =>
  readFunctionGraph(deno, from, name, join(folder, '.deno'));

describe('functions as they are deployed', () => {
  it('there are some', () => {
    expect(functionNames(functionsDir)).toContain('telnyx-voice-webhook');
  });

  it.each(functionNames(functionsDir))(
    '%s needs nothing outside supabase/functions',
    async (name) => {
      const { files, problems } = await graph(functionsDir, name);
      expect(problems).toEqual([]);
      expect(files).toContain(`${name}/index.ts`);
      expect(files.filter((file) => /\.test\.ts$|_shared\/testing\//.test(file))).toEqual([]);
    },
  );

  it.each(functionNames(functionsDir))(
    '%s names each package with its exact version',
    async (name) => {
      const config = await readFile(join(functionsDir, name, 'deno.json'), 'utf8');
      const { imports } = JSON.parse(config) as { imports: Record<string, string> };
      const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
        dependencies: Record<string, string>;
      };
      for (const address of Object.values(imports)) {
        const [, wanted = '', version] = /^npm:(@?[^@]+)@(\d+\.\d+\.\d+)(\/|$)/.exec(address) ?? [];
        expect(version, address).toBe(dependencies[wanted]);
      }
    },
  );

  it('config.toml has each, and lets the function itself check its caller', async () => {
    const config = await readFile(join(root, 'supabase', 'config.toml'), 'utf8');
    for (const name of functionNames(functionsDir)) {
      expect(config).toMatch(new RegExp(`\\[functions\\.${name}\\]\\s+verify_jwt = false`));
    }
  });
});

describe('what is found', () => {
  async function plant(files: Record<string, string>): Promise<string[]> {
    const functions = await mkdtemp(join(folder, 'planted-'));
    for (const [path, text] of Object.entries(files)) {
      const file = join(functions, 'functions', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    return (await graph(join(functions, 'functions'), 'one')).problems;
  }

  it('nothing, where all is well: a package that is named, and types of a file that needs another', async () => {
    const problems = await plant({
      'one/deno.json': '{"imports": {}}',
      'one/index.ts':
        "import { helper } from '../_shared/helper.ts';\nimport type { Shape } from '../_shared/shape.ts';\nconst shape: Shape = helper();\nDeno.serve(() => Response.json(shape));\n",
      '_shared/helper.ts':
        "import { Buffer } from 'node:buffer';\nexport const helper = () => ({ size: Buffer.byteLength('x') });\n",
      '_shared/shape.ts':
        "import * as z from 'a-package/mini';\nexport interface Shape { size: number }\nexport const shape = z.object({});\n",
    });
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'a file outside the folder',
      "import { app } from '../../outside.ts';\nDeno.serve(() => new Response(app));\n",
      'outside supabase/functions',
    ],
    [
      'types of a file outside the folder',
      "import type { App } from '../../outside.ts';\nDeno.serve(() => new Response('' as App));\n",
      'outside supabase/functions',
    ],
    [
      'a package by its address',
      "import * as z from 'npm:zod@4';\nDeno.serve(() => new Response(String(z)));\n",
      "name it in the function's deno.json",
    ],
    [
      'a package that deno.json does not name',
      "import * as z from 'zod/mini';\nDeno.serve(() => new Response(String(z)));\n",
      "which the function's deno.json does not name",
    ],
    ['a file that is not there', "import './missing.ts';\n", 'missing.ts'],
  ])('%s', async (_what, index, seen) => {
    const problems = await plant({
      'one/deno.json': '{"imports": {}}',
      'one/index.ts': index,
      '../outside.ts': 'export const app = "";\nexport type App = string;\n',
    });
    expect(problems.join('\n')).toContain(seen);
  });
});
