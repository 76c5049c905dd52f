import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const inProject = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const alias = {
  '@core': inProject('./supabase/functions/_shared/core'),
  '@database-types': inProject('./supabase/functions/_shared/database.types.ts'),
  '@': inProject('./src'),
};

/** Files that take half a minute and more: begun last, they would keep all the others waiting. */
const LONG = [
  'pgtap.test.ts',
  'number-setup.test.ts',
  'ai-call.test.ts',
  'product/inbound.test.ts',
  'deploy.test.ts',
  'network.test.ts',
  'number-setup-killed.test.ts',
  'lifecycle.test.ts',
  'ai-injection.test.ts',
  'browser-calls.test.ts',
  'health.test.ts',
  'limits.test.ts',
  'restart.test.ts',
];

/** The longest files first, so that the workers end together. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** Projects share nothing but the aliases, so that each may run alone. */
export default defineConfig({
  test: {
    // A test that passes at the second attempt has failed.
    retry: 0,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'supabase/functions/**/*.test.ts',
            'local/**/*.test.ts',
            'tests/runner/**/*.test.ts',
          ],
          exclude: ['node_modules/**'],
          // A worker serves many files: a third of the time. Tests share no module state.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        resolve: { alias },
        test: {
          name: 'components',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['./src/testing/patient-queries.ts'],
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          include: ['tests/db/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: [
            'tests/integration/**/*.test.ts',
            'tests/network/**/*.test.ts',
            'tests/deploy/**/*.test.ts',
            'tests/lint/*.test.ts',
          ],
          exclude: ['tests/lint/planted/**', 'node_modules/**'],
          // Each file runs a stack of its own, and mostly waits: for speech, for rings, for repeats.
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
