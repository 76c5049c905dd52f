import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushMigrations } from '../../deploy/migrations.ts';
import { SETTINGS } from '../../deploy/settings.ts';
import { readMigrations } from '../../local/supabase/migrations.ts';
import {
  type HostedDatabase,
  installTimerStandIns,
  startHostedDatabase,
} from './hosted-database.ts';

const root = join(import.meta.dirname, '..', '..');
const PAGES = ['deploy', 'self-host', 'operate', 'scale'].map((name) => `docs/${name}.md`);
const read = (path: string) => readFileSync(join(root, path), 'utf8');

let hosted: HostedDatabase;
beforeAll(async () => {
  hosted = await startHostedDatabase();
  const migrations = await readMigrations(join(root, 'supabase', 'migrations'));
  await pushMigrations(hosted.sql, migrations, () => undefined);
  await installTimerStandIns(hosted.admin);
  await hosted.admin
    .unsafe(`
    create table net._http_response (created timestamptz, status_code int, error_msg text);
    grant select on net._http_response to postgres;
  `)
    .simple();
});
afterAll(() => hosted.stop());

/** Statements that the pages have people run. */
function statements(page: string): string[] {
  const blocks = [...read(page).matchAll(/^ *```sql\n([\s\S]*?)^ *```/gm)].map(
    ([, sql = '']) => sql,
  );
  const inline = [...read(page).matchAll(/`((?:select|update) [^`]+)`/g)].map(
    ([, sql = '']) => sql,
  );
  return [...blocks.flatMap((block) => block.split(/;\s*(?:--.*)?$/m)), ...inline]
    .map((sql) => sql.replaceAll(/--.*$/gm, '').trim())
    .filter(Boolean)
    .map((sql) => sql.replaceAll('<id>', '00000000-0000-4000-8000-000000000000'));
}

const all = PAGES.flatMap((page) => statements(page).map((sql) => [page, sql] as const));

describe('the pages that people follow', () => {
  it('have statements', () => expect(all.length).toBeGreaterThan(8));

  it.each(all)('%s: %s', async (_page, sql) => {
    await hosted.sql`select app.schedule_sweeper('https://api.example.com', 'a-token-of-this-test')`;
    await hosted.sql.unsafe(sql);
  });

  it.each(PAGES)('%s: every link leads somewhere', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    for (const link of links.filter((one) => !/^https?:/.test(one))) {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? join(root, page) : resolve(root, dirname(page), file);
      expect(existsSync(target), link).toBe(true);
      if (anchor) expect(anchors(readFileSync(target, 'utf8')), link).toContain(anchor);
    }
  });

  it('deploy.md and .env.example explain every setting', () => {
    for (const { name } of SETTINGS) {
      expect(read('docs/deploy.md')).toContain(`\`${name}\``);
      expect(read('.env.example')).toMatch(new RegExp(`^#? ?${name}=`, 'm'));
    }
  });

  it.each(PAGES)('%s: every npm script is there', (page) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  it('git ignores the settings file', () => {
    expect(read('.gitignore').split('\n')).toContain('.env.production');
  });
});

/** As GitHub makes them from headings. */
function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}
