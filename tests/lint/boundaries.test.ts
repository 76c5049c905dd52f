import { beforeAll, describe, expect, it } from 'vitest';
import { expectedFindings, lintPlanted, type Finding } from './lint-planted.ts';

describe('the lint that keeps the layers', () => {
  let findings: Finding[];
  beforeAll(async () => {
    findings = await lintPlanted();
  }, 120_000);

  it('finds every planted violation', () => {
    const found = new Set(findings);
    expect(expectedFindings().filter((finding) => !found.has(finding))).toEqual([]);
  });

  it('reports nothing else: what a layer may do passes', () => {
    const expected = new Set(expectedFindings());
    expect(findings.filter((finding) => !expected.has(finding))).toEqual([]);
  });

  it('has violations of every rule that the project adds to the defaults', () => {
    const rules = new Set(expectedFindings().map((finding) => finding.split(' ')[1] ?? ''));
    expect([...rules].toSorted()).toEqual([
      'boundaries/dependencies',
      'boundaries/no-unknown-files',
      'eslint/eqeqeq',
      'eslint/max-lines',
      'eslint/no-console',
      'eslint/no-restricted-globals',
      'eslint/no-restricted-imports',
      'eslint/no-restricted-properties',
      'import/no-cycle',
      'import/no-default-export',
      'react-hooks/exhaustive-deps',
      'react-hooks/rules-of-hooks',
      'react/no-danger',
      'switchboard/no-export-all',
      'switchboard/no-implicit-now',
      'typescript/consistent-type-imports',
      'typescript/no-explicit-any',
      'typescript/no-floating-promises',
      'typescript/no-misused-promises',
      'typescript/only-throw-error',
      'typescript/switch-exhaustiveness-check',
      'unicorn/filename-case',
      'vitest/no-disabled-tests',
      'vitest/no-focused-tests',
    ]);
  });
});
