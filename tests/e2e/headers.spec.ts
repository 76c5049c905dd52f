import type { Page } from '@playwright/test';
import { securityHeaders } from '../../deploy/security-headers.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { apiUrl, appUrl, simUrl } from './support/stack-env.ts';

const MARIA = '+14165550123';
const MAIN_LINE = '+14375249932';
const PAGES = ['/', '/clients', '/messages', '/calendar', '/analytics', '/settings'];

/** Collects what the browser reports about the page's policy, from before the app's first line. */
async function watchReports(page: Page): Promise<string[]> {
  const reports: string[] = [];
  await page.exposeFunction('reportViolation', (report: string) => reports.push(report));
  await page.addInitScript(() => {
    const report = Reflect.get(globalThis, 'reportViolation') as (text: string) => void;
    document.addEventListener('securitypolicyviolation', (event) => {
      const where = `${event.sourceFile}:${event.lineNumber}`;
      report(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${where}`);
    });
  });
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) {
      reports.push(message.text());
    }
  });
  return reports;
}

test('every file of the app carries the headers that static hosts are given', async ({
  request,
}) => {
  const wanted = securityHeaders({
    apiUrl: apiUrl(),
    signallingUrl: `${simUrl().replace('http', 'ws')}/rtc`,
  });
  for (const path of ['/', '/clients', '/theme.js', '/favicon.svg', '/no-such-file.js']) {
    const headers = (await request.get(`${appUrl()}${path}`)).headers();
    for (const [name, value] of Object.entries(wanted)) {
      expect(headers[name], `${name} of ${path}`).toBe(value);
    }
  }
});

test('the policy is in force: text does not become code, and nothing is sent elsewhere', async ({
  openAgent,
}) => {
  const { page } = await openAgent({ toneHz: 700 });
  const reports = await watchReports(page);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(reports).toEqual([]);
  const outcome = await page.evaluate(async () => {
    const attempt = async (work: () => unknown) => {
      try {
        await work();
        return 'done';
      } catch {
        return 'refused';
      }
    };
    return {
      html: await attempt(() => (document.createElement('div').innerHTML = '<b>text</b>')),
      script: await attempt(() => (document.createElement('script').src = '/theme.js')),
      policy: await attempt(() => trustedTypesOf(globalThis).createPolicy('any', {})),
      elsewhere: await attempt(() => fetch('https://elsewhere.invalid/')),
    };
    function trustedTypesOf(scope: typeof globalThis) {
      return Reflect.get(scope, 'trustedTypes') as {
        createPolicy(name: string, rules: object): unknown;
      };
    }
  });
  expect(outcome).toEqual({
    html: 'refused',
    script: 'refused',
    policy: 'refused',
    elsewhere: 'refused',
  });
  await waitUntil('it is reported', () => reports.some((text) => text.includes('connect-src')));
});

test('every page and calls both ways go without a report of the policy', async ({
  openAgent,
  sim,
}) => {
  test.setTimeout(180_000);
  const ana = await openAgent({ toneHz: 700 });
  const reports = await watchReports(ana.page);
  await ana.signIn('ana@maple.test');
  await callOut(ana, sim);
  await callIn(ana, sim);
  for (const path of PAGES) {
    await ana.page.goto(path);
    await expect(ana.page.getByRole('heading').first()).toBeVisible();
    await expect(ana.page.locator('[aria-busy="true"]')).toHaveCount(0);
  }
  const nora = await openAgent({ toneHz: 900 });
  const ownersReports = await watchReports(nora.page);
  await nora.signIn('owner@maple.test', { untilReady: false });
  await everySettingsSection(nora.page);
  expect([...reports, ...ownersReports]).toEqual([]);
});

async function callOut(ana: Agent, sim: Sim): Promise<void> {
  await sim.callee(MARIA, { behaviour: 'answer', after_ms: 300, tone_hz: 1_100 });
  await ana.page.getByRole('link', { name: 'Clients' }).click();
  await ana.page.getByRole('searchbox').fill('Maria Lopez');
  await ana.page.getByRole('link', { name: 'Maria Lopez' }).first().click();
  await ana.page.getByRole('button', { name: 'Call Maria Lopez', exact: true }).click();
  await expect(ana.phone().getByRole('timer', { name: 'Call duration' })).toHaveText(/\d:\d\d/);
  await ana.phone().getByRole('button', { name: 'End call', exact: true }).click();
  await ana.untilReady();
}

async function callIn(ana: Agent, sim: Sim): Promise<void> {
  await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: 1_300 });
  await expect(ana.popup().getByText('Maria Lopez').first()).toBeVisible();
  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(ana.page.getByRole('timer', { name: 'Call duration' })).toBeVisible();
  await waitUntil('she is heard', async () => (await ana.hears()) > 0);
  await ana.phone().getByRole('button', { name: 'End call', exact: true }).click();
  await ana.untilReady();
}

type Sim = Parameters<Parameters<typeof test>[2]>[0]['sim'];

/** All that the owner's settings link to, each of which is loaded when it is opened. */
async function everySettingsSection(page: Page): Promise<void> {
  await page.goto('/settings/communications');
  const links = page.locator('a[href^="/settings/"]');
  await expect(links.first()).toBeVisible();
  const addresses = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  for (const address of new Set(addresses)) {
    await page.goto(address ?? '/settings');
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  }
}
