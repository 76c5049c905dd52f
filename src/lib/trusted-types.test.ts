import { describe, expect, it } from 'vitest';
import { isOwnFile } from './trusted-types.ts';

const PAGE = 'https://app.example.com/settings/health';

describe('files that may become code', () => {
  it.each(['/assets/worker-1.js', 'https://app.example.com/assets/worker-1.js'])('%s', (url) => {
    expect(isOwnFile(url, PAGE)).toBe(true);
  });

  it.each([
    'https://elsewhere.example.com/assets/worker-1.js',
    '//elsewhere.example.com/assets/worker-1.js',
    '/theme.js',
    '/assets/../theme.js',
    'data:text/javascript,alert(1)',
    'blob:https://app.example.com/assets/x',
    'javascript:alert(1)',
  ])('not %s', (url) => {
    expect(isOwnFile(url, PAGE)).toBe(false);
  });
});
