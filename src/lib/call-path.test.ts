import { expect, it } from 'vitest';
import { callPath, cameFrom, readCallMoment, readCameFrom } from './call-path.ts';

it.each([{ step: 'line:a/b c#d' }, { step: 'x%zz' }, { seconds: 83 }, {}])(
  'a link to %j leads there',
  (moment) => {
    const { pathname, search, hash } = new URL(callPath('call-1', moment), 'http://app.test');
    expect(pathname).toBe('/calls/call-1');
    expect(readCallMoment({ search, hash })).toEqual(moment);
  },
);

it('what is no moment is none', () => {
  expect(readCallMoment({ search: '?t=soon', hash: '#top' })).toEqual({});
  expect(readCallMoment({ search: '', hash: '#e=%zz' })).toEqual({ step: '%zz' });
});

it('leads back to where one came from, within the app only', () => {
  const here = { pathname: '/clients/1', search: '?show=calls' };
  expect(readCameFrom(cameFrom(here))).toBe('/clients/1?show=calls');
  for (const from of ['https://evil.test', '//evil.test', 'x', 7]) {
    expect(readCameFrom({ from })).toBeNull();
  }
  expect(readCameFrom(null)).toBeNull();
});
