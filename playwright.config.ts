import { defineConfig } from '@playwright/test';

const reportPath = process.env['PLAYWRIGHT_REPORT'];
const chromiumPath = process.env['CHROMIUM_PATH'];

const isTraced = process.env['PLAYWRIGHT_TRACE'] === '1';

const ALONE = 'ai-takeover.spec.ts';

/**
 * Real Chromium, the unmodified SDK, and two whole stacks: each worker has its own, and takes one file
 * after another.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/stack.ts',
  outputDir: 'test-results',
  // As many as there are stacks: tests/e2e/support/stack-env.ts.
  workers: 2,
  fullyParallel: false,
  // A test that passes at the second attempt has failed.
  retries: 0,
  forbidOnly: true,
  // A cap, not an expectation: two browsers and two stacks share two cores.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: reportPath ? [['list'], ['json', { outputFile: reportPath }]] : [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-CA',
    timezoneId: 'America/Toronto',
    permissions: ['microphone', 'notifications'],
    screenshot: 'only-on-failure',
    // Pictures and page contents for the trace cost a third of the processor in every browser: on request.
    trace: {
      mode: 'retain-on-failure',
      screenshots: isTraced,
      snapshots: isTraced,
      sources: isTraced,
    },
    launchOptions: {
      ...(chromiumPath ? { executablePath: chromiumPath } : {}),
      args: [
        // Chromium's own sandbox cannot be set up as root, as in a container.
        '--no-sandbox',
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
        // The simulator's media is on 127.0.0.1, which WebRTC leaves out by default.
        '--allow-loopback-in-peer-connection',
        '--disable-features=WebRtcHideLocalIpsWithMdns',
        // A tab that is not in front must ring in time too.
        '--disable-background-timer-throttling',
        '--disable-backgrounding-occluded-windows',
        '--disable-renderer-backgrounding',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
      ],
    },
  },
  projects: [
    // Its figures are those of one call on a machine that does nothing else.
    { name: 'alone', testMatch: ALONE },
    { name: 'chromium', testIgnore: ALONE, dependencies: ['alone'] },
  ],
});
