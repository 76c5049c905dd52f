// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { TeamList } from './TeamList.tsx';

afterEach(cleanup);

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const member = (memberId: string, presence: string, lastSeenAt: string | null) => ({
  memberId,
  displayName: memberId,
  role: 'agent',
  presence,
  availability: 'available',
  lastSeenAt,
});

it('[I7] each presence has a word and a shape of its own, and red has its reason', async () => {
  const backend = createFakeBackend({
    '/rest/v1/telnyx_phone_numbers': () => [],
    '/rest/v1/rpc/team': () => [
      member('Nora', 'available', ago(500)),
      member('Ana', 'in_call', ago(500)),
      member('Ben', 'away', ago(500)),
      member('Cho', 'do_not_disturb', ago(500)),
      member('Dan', 'unreachable', ago(60_000)),
      member('Eva', 'unreachable', ago(500)),
      member('Fay', 'signed_out', null),
    ],
  });
  renderInApp(<TeamList memberId="Nora" />, backend);
  await screen.findByText('Dan');
  const rows = screen.getAllByRole('listitem').map((row) => ({
    text: row.textContent ?? '',
    lamp: row.querySelector('[data-lamp]')?.getAttribute('data-lamp'),
  }));
  const row = (name: string) => rows.find(({ text }) => text.startsWith(name));
  expect(row('Ana')).toEqual({ text: 'Anain a call', lamp: 'busy' });
  expect(row('Ben')).toEqual({ text: 'Benaway', lamp: 'away' });
  expect(row('Cho')).toEqual({ text: 'Chodo not disturb', lamp: 'quiet' });
  expect(row('Dan')?.lamp).toBe('off');
  expect(row('Dan')?.text).toMatch(/cannot be reachedTab asleep or closed since \S+/);
  expect(row('Eva')?.text).toContain('Telephone not connected');
  expect(row('Fay')).toEqual({ text: 'Faysigned out', lamp: 'gone' });
  expect(new Set(rows.map(({ lamp }) => lamp)).size).toBe(6);
});

it('who is in a call or away says for how long', async () => {
  const backend = createFakeBackend({
    '/rest/v1/telnyx_phone_numbers': () => [],
    '/rest/v1/rpc/team': () => [
      { ...member('Ana', 'in_call', ago(500)), since: ago(4 * 60_000 + 500) },
      { ...member('Ben', 'away', ago(500)), since: ago(2 * 3_600_000) },
      { ...member('Cho', 'in_call', ago(500)), since: ago(5_000) },
    ],
  });
  renderInApp(<TeamList memberId="Nora" />, backend);
  await screen.findByText('in a call, 4 min');
  expect(screen.getByText('away, 2 h')).toBeTruthy();
  expect(screen.getByText('in a call')).toBeTruthy();
});
