import { expect, test } from 'vitest';
import { fillIn, fillInAll } from './mustache.ts';

const VARIABLES = {
  name: 'Ann',
  empty: '',
  trick: '{{#integration_secret}}k{{/integration_secret}}',
};
const secretOf = (identifier: string): string | null => (identifier === 'k' ? 'S3cret' : null);

test.each([
  ['Hi {{name}}, {{ name }}!', 'Hi Ann, Ann!'],
  ['[{{empty}}]', '[]'],
  ['{{unknown}} stays, {{toString}} too', '{{unknown}} stays, {{toString}} too'],
  ['Bearer {{#integration_secret}}k{{/integration_secret}}', 'Bearer S3cret'],
  [
    'Bearer {{#integration_secret}}none{{/integration_secret}}',
    'Bearer {{#integration_secret}}none{{/integration_secret}}',
  ],
])('%s', (template, filled) => {
  expect(fillIn(template, VARIABLES, secretOf)).toBe(filled);
});

test('a value that looks like a secret is not filled in: it may be a caller’s words', () => {
  expect(fillIn('{{trick}}', VARIABLES, secretOf)).toBe(VARIABLES.trick);
});

test('texts deep inside are filled in, everything else is left as it is', () => {
  expect(fillInAll({ a: ['{{name}}', 1], b: { c: true, d: null } }, VARIABLES)).toEqual({
    a: ['Ann', 1],
    b: { c: true, d: null },
  });
});
