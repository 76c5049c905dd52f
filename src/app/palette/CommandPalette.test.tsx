// @vitest-environment jsdom
import {
  act,
  cleanup,
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHORTCUTS, switchShortcutsOff } from '@/calling/shortcut-table.ts';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { historyPage, historyRow } from '@/testing/history-row.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { showOverlay } from './palette-store.ts';
import { PaletteHost } from './PaletteHost.tsx';

// Enough for a machine that does much else.
configure({ asyncUtilTimeout: 10_000 });
// Loaded when first opened: here before, so that no test waits for the disk.
beforeAll(() => Promise.all([import('./CommandPalette.tsx'), import('./ShortcutSheet.tsx')]));
beforeEach(() => {
  sessionStorage.clear();
  showOverlay(null);
});
afterEach(cleanup);

const ME = { id: 'member-ana', organizationId: 'org-1', name: 'Ana' };
const client = {
  id: 'maria',
  name: 'Maria Lopez',
  company: null,
  phones: [{ id: 'p', phone_number: '+14165550123', label: null, is_main: true }],
  calls: [],
};

function show() {
  const off: { list: string[] } = { list: [] };
  const backend = createFakeBackend({
    '/rest/v1/clients': () => [client],
    '/rest/v1/rpc/call_history': () => historyPage([historyRow()]),
    '/rest/v1/rpc/team': () => [
      {
        memberId: 'member-ben',
        displayName: 'Ben',
        role: 'agent',
        presence: 'away',
        availability: 'away',
        lastSeenAt: null,
      },
    ],
    '/rest/v1/rpc/my_shortcuts_off': () => off.list,
    '/rest/v1/rpc/save_my_shortcuts_off': ({ body }) => {
      off.list = (body as { p_off: string[] }).p_off;
      return true;
    },
  });
  const app = renderInApp(<PaletteHost />, { ...backend, me: ME });
  return { ...app, ...backend, off, user: userEvent.setup() };
}

const open = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.keyboard('{Control>}k{/Control}');
  return screen.findByRole('combobox', { name: 'Search' });
};
const chosen = () => {
  const id = screen.getByRole('combobox').getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id)?.textContent;
};

describe('the command palette', () => {
  it('opens with Ctrl+K, offers what this browser knows at once, closes with Escape', async () => {
    const { user } = show();
    const field = await open(user);
    expect(document.activeElement).toBe(field);
    expect(screen.getByRole('option', { name: 'Calendar' })).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  it('loses no key that is pressed before its field is there', async () => {
    show();
    const press = (key: string, more = {}) => fireEvent.keyDown(document.body, { key, ...more });
    // In one go: React has drawn nothing in between.
    act(() => {
      press('k', { code: 'KeyK', ctrlKey: true });
      press('s');
      press('e');
    });
    const field = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Search' });
    await waitFor(() => expect(field.value).toBe('se'));
  });

  it('a page by a few letters, the arrows and Enter', async () => {
    const { user, address } = show();
    await open(user);
    await user.keyboard('settin');
    expect(chosen()).toBe('Settings');
    await user.keyboard('{Enter}');
    expect(address()).toBe('/settings');
  });

  it('finds a client on the server and calls them, by keyboard alone', async () => {
    const { user, dialled } = show();
    await open(user);
    await user.keyboard('lopez');
    await screen.findByRole('option', { name: /Call Maria Lopez/ });
    while (!chosen()?.startsWith('Call Maria Lopez')) await user.keyboard('{ArrowDown}');
    await user.keyboard('{Enter}');
    expect(dialled).toEqual([{ to: '+14165550123', name: 'Maria Lopez', clientId: 'maria' }]);
  });

  it('what was opened comes first the next time', async () => {
    const { user } = show();
    await open(user);
    await user.keyboard('lopez');
    await user.click(await screen.findByRole('option', { name: 'Maria Lopez' }));
    await open(user);
    expect(chosen()).toBe('Maria Lopez');
    const recent = screen.getByRole('group', { name: 'Recent' });
    expect(within(recent).getAllByRole('option')).toHaveLength(1);
  });

  it('a number is called as it was typed', async () => {
    const { user, dialled } = show();
    await open(user);
    await user.keyboard('(905) 555-0148{Enter}');
    expect(dialled).toEqual([{ to: '+19055550148', name: '905 555-0148' }]);
  });

  it('says how many it found, once typing pauses', async () => {
    const { user } = show();
    await open(user);
    await user.keyboard('settin');
    await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/^\d+ results?$/));
  });
});

it('gives the focus back to where it was', async () => {
  const { user } = show();
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  await open(user);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(field));
  field.remove();
});

describe('shortcuts', () => {
  it('? lists them all, each can be switched off, and then it does nothing', async () => {
    const { user, off } = show();
    fireEvent.keyDown(document.body, { key: '?' });
    await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(screen.getAllByRole('switch')).toHaveLength(SHORTCUTS.length);
    await user.click(screen.getByRole('switch', { name: 'Search and do anything: on' }));
    await waitFor(() => expect(off.list).toEqual(['palette']));
    await user.keyboard('{Escape}');
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.queryByRole('combobox')).toBeNull();
    switchShortcutsOff([]);
  });

  it('? is a letter while somebody types', async () => {
    show();
    const field = document.body.appendChild(document.createElement('input'));
    fireEvent.keyDown(field, { key: '?' });
    expect(screen.queryByRole('dialog')).toBeNull();
    field.remove();
  });
});
