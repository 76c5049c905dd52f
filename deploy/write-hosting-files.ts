import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import {
  renderCaddy,
  renderHeadersFile,
  renderNginx,
  renderRedirectsFile,
  renderVercelFile,
} from './hosting-files.ts';
import { telnyxSignallingUrl, type AppPeers } from './security-headers.ts';
import { SETTINGS } from './settings.ts';

/**
 * Runs after `vite build`: writes what static hosts read (`_headers`, `_redirects`, `vercel.json`) into
 * the build, or prints a part of nginx's or Caddy's settings. Refuses a build that holds a secret.
 */
const { values } = parseArgs({
  options: {
    dist: { type: 'string', default: 'dist' },
    settings: { type: 'string', default: '.env.production' },
    print: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const content = await readFile(values.settings, 'utf8').catch(() => '');
  const environment = { ...parseEnv(content), ...process.env };
  const peers = peersOf(environment);
  if (values.print) return print(values.print, peers);
  await assertNoSecrets(values.dist, environment);
  await Promise.all([
    writeFile(join(values.dist, '_headers'), renderHeadersFile(peers)),
    writeFile(join(values.dist, '_redirects'), renderRedirectsFile()),
    writeFile(join(values.dist, 'vercel.json'), renderVercelFile(peers)),
  ]);
  console.log(
    `${values.dist}: _headers, _redirects and vercel.json written; no secret in the build`,
  );
}

function print(server: string, peers: AppPeers): void {
  const renderers: Record<string, (of: AppPeers) => string> = {
    nginx: renderNginx,
    caddy: renderCaddy,
  };
  const render = renderers[server];
  if (!render) throw new Error('--print takes nginx or caddy');
  process.stdout.write(render(peers));
}

function peersOf(environment: NodeJS.Dict<string>): AppPeers {
  const apiUrl = environment['VITE_SUPABASE_URL'] ?? '';
  if (!URL.canParse(apiUrl)) {
    throw new Error(`VITE_SUPABASE_URL is not set to an address: put it into ${values.settings}`);
  }
  return { apiUrl, signallingUrl: environment['VITE_TELNYX_RTC_HOST'] || telnyxSignallingUrl };
}

/** What is built into the app can be read by everybody. */
async function assertNoSecrets(folder: string, environment: NodeJS.Dict<string>): Promise<void> {
  // Addresses and names are no secrets, and parts of them stand in the app rightly.
  const secrets = SETTINGS.filter(({ isSecret }) => isSecret).flatMap(({ name }) => {
    const value = environment[name];
    return value ? [{ name, value }] : [];
  });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, 'latin1');
    const found = secrets.find(({ value }) => text.includes(value));
    if (found) throw new Error(`${file} holds ${found.name}: do not publish this build`);
    if (/sb_secret_[A-Za-z0-9_-]{10,}/.test(text)) {
      throw new Error(`${file} holds a secret key of Supabase: do not publish this build`);
    }
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
