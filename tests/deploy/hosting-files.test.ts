import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  renderCaddy,
  renderHeadersFile,
  renderNginx,
  renderVercelFile,
} from '../../deploy/hosting-files.ts';
import { runCommand } from '../../deploy/run-command.ts';
import { securityHeaders, telnyxSignallingUrl } from '../../deploy/security-headers.ts';

const root = join(import.meta.dirname, '..', '..');
const apiUrl = 'https://abcdefghijklmnopqrst.supabase.co';
const peers = { apiUrl, signallingUrl: telnyxSignallingUrl };
const wanted = securityHeaders(peers);
const policy = wanted['content-security-policy'] ?? '';

describe('the headers of the app', () => {
  const directives = new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values] as const;
    }),
  );

  it('allow nothing but what is named', () => {
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
    expect(directives.get('require-trusted-types-for')).toEqual(["'script'"]);
  });

  it('let the app talk to this Supabase project and Telnyx only', () => {
    expect(directives.get('connect-src')).toEqual([
      ...["'self'", apiUrl, 'wss://abcdefghijklmnopqrst.supabase.co', 'wss://rtc.telnyx.com'],
    ]);
    expect(policy).not.toContain('*');
    expect(policy).not.toContain('unsafe-eval');
    const inline = [...directives].filter(([, values]) => values.includes("'unsafe-inline'"));
    expect(inline.map(([name]) => name)).toEqual(['style-src-elem']);
  });

  it('give the microphone to the app itself only, and demand https', () => {
    expect(wanted['permissions-policy']).toContain('microphone=(self)');
    expect(wanted['permissions-policy']).toContain('camera=()');
    expect(wanted['strict-transport-security']).toContain('max-age=63072000');
    expect(wanted['x-content-type-options']).toBe('nosniff');
    expect(wanted['referrer-policy']).toBe('same-origin');
  });
});

/** Header names in small letters, with the values of the rule for every path. */
const readers: Record<string, () => Record<string, string>> = {
  '_headers (Netlify, Cloudflare Pages)': () => {
    const [, rule = ''] = renderHeadersFile(peers).split('/*\n');
    return fromLines(rule.split('/assets')[0] ?? '', /^ {2}([\w-]+): (.*)$/gm);
  },
  'vercel.json': () => {
    const { headers } = JSON.parse(renderVercelFile(peers)) as {
      headers: { source: string; headers: { key: string; value: string }[] }[];
    };
    const rule = headers.find(({ source }) => source === '/(.*)')?.headers ?? [];
    return Object.fromEntries(rule.map(({ key, value }) => [key.toLowerCase(), value]));
  },
  nginx: () => fromLines(renderNginx(peers), /add_header ([\w-]+) "(.*)" always;/g),
  Caddy: () => fromLines(renderCaddy(peers), /^ {2}([\w-]+) "(.*)"$/gm),
};

function fromLines(text: string, line: RegExp): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(line)].map(([, name = '', value = '']) => [name.toLowerCase(), value]),
  );
}

describe('files for static hosts', () => {
  it.each(Object.keys(readers))('%s: every header, as the one source has it', (host) => {
    expect(readers[host]?.()).toMatchObject(wanted);
  });

  it('nginx repeats all headers in each location, since it inherits none', () => {
    const locations = renderNginx(peers)
      .split(/^location /m)
      .slice(1);
    expect(locations).toHaveLength(2);
    for (const location of locations) expect(location).toContain(policy);
  });

  it('lines stay below the 2,000 characters that Cloudflare Pages takes', () => {
    const longest = Math.max(
      ...renderHeadersFile(peers)
        .split('\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThan(2_000);
  });
});

describe('write-hosting-files', () => {
  let folder = '';
  let environmentFile = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-dist-'));
    environmentFile = `${folder}.env`;
    await writeFile(environmentFile, `VITE_SUPABASE_URL=${apiUrl}\nTELNYX_API_KEY=KEY_of_ours_1\n`);
  });
  afterAll(() => Promise.all([rm(folder, { recursive: true }), rm(environmentFile)]));

  const run = (...args: string[]) =>
    runCommand(
      [
        ...[process.execPath, 'deploy/write-hosting-files.ts', '--dist', folder],
        ...['--settings', environmentFile, ...args],
      ],
      { cwd: root },
    );

  it('writes them into the build', async () => {
    await writeFile(join(folder, 'index.html'), '<!doctype html>');
    expect(await run()).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, '_headers'), 'utf8')).toBe(renderHeadersFile(peers));
    expect(await readFile(join(folder, 'vercel.json'), 'utf8')).toBe(renderVercelFile(peers));
  });

  it('prints what Caddy takes', async () => {
    expect((await run('--print', 'caddy')).stdout).toBe(renderCaddy(peers));
  });

  it.each(['KEY_of_ours_1', 'sb_secret_abcdefghijklmnop'])(
    '[I9] refuses a build that holds %s',
    async (secret) => {
      await writeFile(join(folder, 'leak.js'), `const key = '${secret}';`);
      const { code, stderr } = await run();
      await rm(join(folder, 'leak.js'));
      expect(code).toBe(1);
      expect(stderr).toContain('do not publish this build');
      expect(stderr).not.toContain(secret);
    },
  );
});
