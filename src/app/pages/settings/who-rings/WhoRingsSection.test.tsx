// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Toaster } from '@/components/ui/Toaster.tsx';
import { SessionProvider } from '@/data/session.tsx';
import { type BackendRoute, createFakeBackend } from '@/testing/fake-backend.ts';
import { memberRoutes } from '@/testing/member-routes.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { WhoRingsSection } from './WhoRingsSection.tsx';

const SAVE = '/rest/v1/rpc/save_who_rings';
const member = (memberId: string, displayName: string, presence = 'available') => ({
  memberId,
  displayName,
  role: 'agent',
  presence,
  availability: 'available',
  lastSeenAt: new Date().toISOString(),
});
const TEAM = [member('ana', 'Ana'), member('ben', 'Ben', 'unreachable'), member('cho', 'Cho')];
const line = (part: object = {}) => ({
  numberId: 'line-1',
  label: 'Main line',
  phoneNumber: '+14375249932',
  strategy: 'in_order',
  steps: [
    { ringSeconds: 20, memberIds: ['ana'] },
    { ringSeconds: 25, memberIds: ['ben'] },
  ],
  unanswered: { outcome: 'none', message: null },
  forwardTo: null,
  language: 'en',
  ai: { enabled: false, mode: 'overflow', overflowAfterSeconds: 20 },
  ...part,
});

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

async function open(
  role: 'owner' | 'agent' = 'owner',
  part: object = {},
  save: BackendRoute = () => ({ ok: true }),
) {
  const stored = { current: line(part) };
  const backend = createFakeBackend({
    ...memberRoutes(role),
    '/rest/v1/rpc/team': () => TEAM,
    '/rest/v1/rpc/who_rings': () => ({ lines: [stored.current], members: TEAM }),
    '/rest/v1/rpc/last_settings_change': () => null,
    '/rest/v1/telnyx_phone_numbers': () => [
      {
        id: 'line-1',
        phone_number: '+14375249932',
        label: 'Main line',
        connection_id: null,
        ai_dispatcher_enabled: false,
        is_default: true,
      },
    ],
    [SAVE]: save,
  });
  await backend.supabase.auth.signInWithPassword({ email: 'nora@maple.test', password: 'x' });
  renderInApp(
    <SessionProvider>
      <WhoRingsSection />
      <Toaster />
    </SessionProvider>,
    backend,
  );
  await screen.findByRole('radiogroup', { name: 'How it rings' });
  await waitFor(() => expect(backend.requestsTo('/rest/v1/rpc/team')).not.toEqual([]));
  const saved = () => (backend.requestsTo(SAVE).at(-1)?.body as { p: object } | undefined)?.p;
  return { saved, stored, user: userEvent.setup() };
}

const sum = () => screen.getByText(/^Callers hear it ring/).textContent;
const rows = () => screen.getAllByRole('list').at(-1)?.children ?? [];

describe('who rings on a line', () => {
  it('says for how long and what comes then, and warns where nobody can be rung', async () => {
    await open();
    expect(sum()).toBe(
      'Callers hear it ring for 45 s at most, then the call goes to the call-back list.',
    );
    await screen.findByText('Cannot be rung now: skipped.');
    expect(screen.getAllByText('Cannot be rung now: skipped.')).toHaveLength(1);
  });

  it('moves people by keyboard, keeps the focus on who was moved, and saves the new order', async () => {
    const { saved, user } = await open();
    await screen.findByRole('button', { name: 'Move up: Ben' });
    screen.getByRole('button', { name: 'Move up: Ben' }).focus();
    await user.keyboard('{Enter}');
    expect(within(rows()[0] as HTMLElement).getByText('Ben')).toBeTruthy();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move down: Ben');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(saved()).toEqual({
        numberId: 'line-1',
        strategy: 'in_order',
        steps: [
          { ringSeconds: 25, memberIds: ['ben'] },
          { ringSeconds: 20, memberIds: ['ana'] },
        ],
        unansweredOutcome: 'none',
        unansweredMessage: null,
      }),
    );
  });

  it('an empty group and a ring time out of range are said in words, and not saved', async () => {
    const { saved, user } = await open();
    await user.click(screen.getByRole('radio', { name: /^Groups in order/ }));
    await user.click(screen.getByRole('button', { name: 'Add a group' }));
    expect(screen.getByText('Nobody is in this group.')).toBeTruthy();
    expect(screen.getByText('Choose at least one person for each group.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
    const group = screen.getByRole('group', { name: 'Group 3' });
    await user.click(within(group).getByRole('checkbox', { name: /Cho/ }));
    const time = screen.getByLabelText('Ring time, Group 3');
    await user.clear(time);
    await user.type(time, '200');
    expect(screen.getByText('Ring times are from 5 to 120 seconds.')).toBeTruthy();
    await user.clear(time);
    await user.type(time, '30');
    expect(sum()).toContain('1 min 15 s');
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', false);
    expect(saved()).toBeUndefined();
  });

  it('an agent sees everything and can change nothing', async () => {
    await open('agent');
    expect(screen.getByText(/Owners and admins can change this/)).toBeTruthy();
    for (const radio of screen.getAllByRole('radio'))
      expect(radio).toHaveProperty('disabled', true);
    expect(screen.getByLabelText('Ring time, Ana')).toHaveProperty('disabled', true);
    expect(screen.queryByRole('button', { name: /^(Move|Take out|Add|Save)/ })).toBeNull();
  });

  it('what was not saved survives a refusal and a reload, and is thrown away on request', async () => {
    const { user } = await open('owner', {}, () => ({ ok: false, code: 'inactive_member' }));
    await user.click(screen.getByRole('radio', { name: /^Ring everyone/ }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Somebody in it is no longer in the team. Take them out, then save.');
    cleanup();
    await open();
    expect(screen.getByRole('radio', { name: /^Ring everyone/ })).toHaveProperty('checked', true);
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(screen.getByRole('radio', { name: /^One after the other/ })).toHaveProperty(
      'checked',
      true,
    );
  });
});

describe('when nobody answers', () => {
  it('says what the AI does first, and with whose time where everybody rings', async () => {
    await open('owner', {
      strategy: 'all',
      steps: [{ ringSeconds: 60, memberIds: ['ana', 'ben', 'cho'] }],
      ai: { enabled: true, mode: 'overflow', overflowAfterSeconds: 20 },
    });
    expect(screen.getByText('The AI answers first.')).toBeTruthy();
    expect(sum()).toBe('Callers hear it ring for 20 s at most, then the AI answers.');
    const link = screen.getByRole('link', { name: 'Open the AI’s settings' });
    expect(link.getAttribute('href')).toBe('/settings/ai-dispatcher');
  });

  it('a mobile number is read in any format, and neither half nor one of our own is saved', async () => {
    const { saved, user } = await open();
    await user.click(screen.getByRole('radio', { name: /^Forward to a mobile/ }));
    const field = screen.getByLabelText('Mobile number');
    const save = () => screen.getByRole('button', { name: 'Save' });
    expect(save()).toHaveProperty('disabled', true);
    await user.type(field, '437 524 9932');
    await screen.findAllByText('That is one of your own numbers: calls would go in circles.');
    expect(save()).toHaveProperty('disabled', true);
    await user.clear(field);
    await user.type(field, '(416) 555-0198');
    await screen.findByText('Calls go to 416 555-0198. The mobile shows who calls.');
    await user.click(save());
    await waitFor(() =>
      expect(saved()).toMatchObject({ unansweredOutcome: 'forward', forwardTo: '+14165550198' }),
    );
  });

  it('the message is the owner’s, or the one that is shown', async () => {
    const { saved, user } = await open();
    await user.click(screen.getByRole('radio', { name: /^Say a message/ }));
    const field = screen.getByLabelText('What the caller hears');
    expect(field.getAttribute('placeholder')).toContain('Nobody can take your call right now');
    await user.type(field, '  We call back today. ');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(saved()).toMatchObject({
        unansweredOutcome: 'message',
        unansweredMessage: 'We call back today.',
      }),
    );
  });
});
