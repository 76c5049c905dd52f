// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import {
  AI_LINE_ID,
  aiLineRow,
  aiNumber,
  aiRefusal,
  aiState,
  isSwitchedOn,
  openAiSettings,
} from '@/testing/ai-settings.tsx';

afterEach(cleanup);

const theSwitch = () => screen.findByRole('switch', { name: 'AI Dispatcher' });

describe('the AI switch of a number', () => {
  it('an owner switches it on: shown at once, sent with the number’s id', async () => {
    let release = () => {};
    const stored = new Promise<void>((resolve) => {
      release = resolve;
    });
    let enabled = false;
    const { sent } = await openAiSettings(
      'owner',
      async (body) => {
        if (!('phone_number_id' in body)) return aiState();
        await stored;
        enabled = true;
        return aiState({
          numbers: [aiNumber(true)],
        });
      },
      { '/rest/v1/telnyx_phone_numbers': () => [aiLineRow(enabled)] },
    );
    await userEvent.click(await theSwitch());
    await waitFor(async () => expect(isSwitchedOn(await theSwitch())).toBe(true));
    release();
    expect(
      await screen.findByText(/^After 18 s of ringing, and outside opening hours/),
    ).toBeTruthy();
    await waitFor(() => expect(enabled).toBe(true));
    expect(sent()).toContainEqual({ phone_number_id: AI_LINE_ID, enabled: true });
  });

  it('what the server refuses is taken back, with the reason in words, whether or not it can be read again', async () => {
    let reads = 0;
    await openAiSettings(
      'owner',
      (body) =>
        'phone_number_id' in body
          ? aiRefusal('telnyx_error', 'Telnyx did not take the assistant.')
          : aiState(),
      {
        '/rest/v1/telnyx_phone_numbers': () => {
          reads += 1;
          return reads === 1 ? [aiLineRow(false)] : new Promise(() => undefined);
        },
      },
    );
    await userEvent.click(await theSwitch());
    expect(await screen.findByText(/Not changed.*Telnyx did not take the assistant/)).toBeTruthy();
    expect(isSwitchedOn(await theSwitch())).toBe(false);
  });

  it('the last click decides: changes are sent one after the other, and no answer to an earlier one shows', async () => {
    const releases: (() => void)[] = [];
    const { sent } = await openAiSettings('owner', async (body) => {
      if (!('phone_number_id' in body)) return aiState();
      await new Promise<void>((resolve) => releases.push(resolve));
      return aiState({ numbers: [aiNumber(body['enabled'] === true)] });
    });
    const changes = () => sent().filter((body) => 'phone_number_id' in body);
    await userEvent.click(await theSwitch());
    await waitFor(async () => expect(isSwitchedOn(await theSwitch())).toBe(true));
    await userEvent.click(await theSwitch());
    await waitFor(async () => expect(isSwitchedOn(await theSwitch())).toBe(false));
    expect(changes()).toHaveLength(1);
    releases[0]?.();
    await waitFor(() => expect(changes()).toHaveLength(2));
    expect(isSwitchedOn(await theSwitch())).toBe(false);
    expect(changes()[1]).toMatchObject({ enabled: false });
    releases[1]?.();
  });

  it('stays off where Telnyx does not have the assistants, and says so', async () => {
    await openAiSettings('owner', (body) =>
      'phone_number_id' in body
        ? aiState({
            numbers: [aiNumber(false)],
            sync: { status: 'failed', error: 'Telnyx could not be reached.', at: null },
          })
        : aiState(),
    );
    await userEvent.click(await theSwitch());
    expect(await screen.findByText(/^Not changed.*Telnyx could not be reached/)).toBeTruthy();
    expect(isSwitchedOn(await theSwitch())).toBe(false);
  });

  it('[I8] an agent sees it disabled, with who may change it, and the function is not asked', async () => {
    const { sent, backend } = await openAiSettings('agent');
    const shown = await theSwitch();
    expect((shown as HTMLButtonElement).disabled).toBe(true);
    const described = (shown.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '');
    expect(described.join(' ')).toMatch(/Main line.*Owners and admins can switch it/);
    await screen.findByRole('heading', { name: 'What it may do' });
    expect(screen.queryByRole('button', { name: 'Save and publish' })).toBeNull();
    expect(sent()).toEqual([]);
    for (const { url } of backend.requestsTo('/rest/v1/telnyx_phone_numbers')) {
      expect(url.searchParams.get('organization_id')).toBe('eq.org-1');
    }
  });
});
