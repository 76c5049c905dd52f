// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '@/lib/language.ts';
import {
  doneSetup,
  type FakeNumbers,
  NEW_NUMBER,
  numberOf,
  offer,
  openNumbers,
  refusal,
  setupOf,
  stateOf,
  stepsUntil,
} from '@/testing/numbers-settings.tsx';

const OTHER_NUMBER = '+14165550102';

beforeEach(() => setLanguage('en'));
afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

/** From the first question to the price, for the first number found. */
async function chooseNumber(): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: /Get a new number/ }));
  await userEvent.type(screen.getByLabelText('Area code'), '416');
  await userEvent.click(screen.getByRole('button', { name: 'Search numbers' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Choose 416 555-0101' }));
}

const isDisabled = (name: string | RegExp) =>
  screen.getByRole<HTMLButtonElement>('button', { name }).disabled;

describe('a new number', () => {
  it('[I6] is bought once, however often one presses, and only after its price was said', async () => {
    const server: FakeNumbers = {
      state: stateOf(),
      answer: (request) => {
        if (request.action === 'search') return { offers: [offer()] };
        server.state = stateOf({ unfinished: setupOf() });
        return server.state;
      },
    };
    const { sent } = await openNumbers(server);
    expect(await screen.findByRole('heading', { name: 'Get your first number' })).toBeTruthy();
    await chooseNumber();
    expect(sent('search')[0]).toMatchObject({ country: 'CA', area_code: '416' });
    expect(screen.getByText('Price per month').nextSibling?.textContent).toBe('US$1.00');
    expect(sent('buy')).toEqual([]);
    await userEvent.type(screen.getByLabelText('Name of the line'), 'Main line');
    await userEvent.dblClick(screen.getByRole('button', { name: 'Buy for US$1.00 a month' }));
    const title = await screen.findByRole('heading', { name: 'Setting up 416 555-0101' });
    expect(document.activeElement).toBe(title);
    expect(sent('buy')).toEqual([{ action: 'buy', phone_number: NEW_NUMBER, label: 'Main line' }]);
  });

  it('is followed step by step until it works, and then one call away', async () => {
    const server: FakeNumbers = { state: stateOf({ unfinished: setupOf() }) };
    await openNumbers(server);
    const steps = await screen.findByRole('list', { name: 'Steps of the set-up' });
    expect(within(steps).getByText('Order the number')).toBeTruthy();
    expect(screen.getByText('4 of 9 steps done')).toBeTruthy();
    server.state = stateOf({ numbers: [numberOf(doneSetup())] });
    expect(
      await screen.findByRole('heading', { name: '416 555-0101 works' }, { timeout: 5_000 }),
    ).toBeTruthy();
    // Told aloud as well: nobody pressed anything.
    expect(screen.getAllByText('416 555-0101 works')).toHaveLength(2);
    const call = screen.getByRole('link', { name: 'Call this number from your mobile' });
    expect(call.getAttribute('href')).toBe(`tel:${NEW_NUMBER}`);
    expect(screen.getByRole('button', { name: 'Make a call' })).toBeTruthy();
    expect(await screen.findByText('Verify your Telnyx account')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Done' }));
    expect(await screen.findByRole('button', { name: 'Add a number' })).toBeTruthy();
  });

  it('none left: says so, and how to find another one', async () => {
    const { sent } = await openNumbers({
      state: stateOf(),
      answer: (request) => ({
        offers: request.action === 'search' && request.area_code ? [] : [offer()],
      }),
    });
    await userEvent.click(await screen.findByRole('button', { name: /Get a new number/ }));
    await userEvent.type(screen.getByLabelText('Area code'), '41');
    expect(await screen.findByText('An area code has three digits, such as 416.')).toBeTruthy();
    expect(isDisabled('Search numbers')).toBe(true);
    await userEvent.type(screen.getByLabelText('Area code'), '6');
    await userEvent.click(screen.getByRole('button', { name: 'Search numbers' }));
    expect(await screen.findByText('No number is left for this search.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Search the whole country' }));
    expect(await screen.findByRole('button', { name: 'Choose 416 555-0101' })).toBeTruthy();
    expect(sent('search').at(-1)).toEqual({ action: 'search', country: 'CA', features: ['voice'] });
  });

  it('[I6] a lost connection: words, nothing lost, and pressed again it is the same purchase', async () => {
    const server: FakeNumbers = {
      state: stateOf(),
      answer: (request) => {
        if (request.action === 'search') return { offers: [offer()] };
        throw new TypeError('Failed to fetch');
      },
    };
    const { sent } = await openNumbers(server);
    await chooseNumber();
    await userEvent.type(screen.getByLabelText('Name of the line'), 'Main line');
    await userEvent.click(screen.getByRole('button', { name: /^Buy for/ }));
    expect(await screen.findByText(/no number is bought twice/)).toBeTruthy();
    cleanup();
    // As after a reload.
    const again = await openNumbers(server);
    const label = await screen.findByLabelText<HTMLInputElement>('Name of the line');
    expect(label.value).toBe('Main line');
    await userEvent.click(screen.getByRole('button', { name: /^Buy for/ }));
    await waitFor(() => expect(again.sent('buy')).toEqual(sent('buy')));
  });

  it('an offer that is too old leads back to the search', async () => {
    await openNumbers({
      state: stateOf(),
      answer: (request) =>
        request.action === 'search' ? { offers: [offer()] } : refusal('offer_expired'),
    });
    await chooseNumber();
    await userEvent.click(screen.getByRole('button', { name: /^Buy for/ }));
    expect(await screen.findByText(/This offer is too old/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Search again' }));
    expect(await screen.findByRole('heading', { name: 'Find a number' })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Area code').value).toBe('416');
  });
});

describe('a set-up that stopped', () => {
  type Stop = 'insufficient_funds' | 'number_unavailable' | 'order_failed';
  const stopped = (code: Stop, isReplaceable: boolean) =>
    setupOf({
      state: 'failed',
      is_busy: false,
      is_replaceable: isReplaceable,
      steps: stepsUntil('order', {
        state: 'failed',
        code,
        remedy: code === 'insufficient_funds' ? 'add_funds' : 'choose_another_number',
      }),
    });

  it('says what to do, and goes on when asked to', async () => {
    const server: FakeNumbers = {
      state: stateOf({ unfinished: stopped('insufficient_funds', false) }),
      answer: () => {
        server.state = stateOf({ unfinished: setupOf() });
        return server.state;
      },
    };
    const { sent } = await openNumbers(server);
    expect(
      await screen.findByRole('heading', { name: 'The set-up of 416 555-0101 stopped' }),
    ).toBeTruthy();
    // Read, and told aloud once.
    expect(screen.getAllByText(/The Telnyx balance is too low/)).toHaveLength(2);
    expect(screen.getByRole('link', { name: /Open the Telnyx portal/ })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Choose another number' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'Setting up 416 555-0101' })).toBeTruthy();
    expect(sent('verify')).toEqual([{ action: 'verify' }]);
  });

  it('after a failed order, trying again orders anew', async () => {
    const server = { state: stateOf({ unfinished: stopped('order_failed', true) }) };
    const { sent } = await openNumbers(server);
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(sent('buy')).toEqual([
        { action: 'buy', phone_number: NEW_NUMBER, label: 'Main line' },
      ]),
    );
  });

  it('with nothing bought makes room for another number', async () => {
    const server: FakeNumbers = {
      state: stateOf({ unfinished: stopped('number_unavailable', true) }),
      answer: (request) => {
        if (request.action === 'search') {
          return { offers: [offer({ phone_number: OTHER_NUMBER })] };
        }
        server.state = stateOf({
          unfinished: setupOf({ id: 'setup-2', phone_number: OTHER_NUMBER }),
        });
        return server.state;
      },
    };
    const { sent } = await openNumbers(server);
    await userEvent.click(await screen.findByRole('button', { name: 'Choose another number' }));
    await userEvent.click(await screen.findByRole('button', { name: /Get a new number/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Search numbers' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Choose 416 555-0102' }));
    await userEvent.click(screen.getByRole('button', { name: /^Buy for/ }));
    expect(await screen.findByRole('heading', { name: 'Setting up 416 555-0102' })).toBeTruthy();
    expect(sent('buy')).toEqual([
      { action: 'buy', phone_number: OTHER_NUMBER, label: 'Main line' },
    ]);
  });
});

describe('a number that is at Telnyx already', () => {
  it('is taken from where it rings only after the warning was understood', async () => {
    const server: FakeNumbers = {
      state: stateOf(),
      answer: (request) => {
        if (request.action !== 'attach' || !request.move) return refusal('points_elsewhere');
        server.state = stateOf({ unfinished: setupOf({ kind: 'attach' }) });
        return server.state;
      },
    };
    const { sent } = await openNumbers(server);
    await userEvent.click(
      await screen.findByRole('button', { name: /Use a number that you have at Telnyx/ }),
    );
    await userEvent.type(screen.getByLabelText('Phone number'), '(416) 555-0101');
    await screen.findByText('416 555-0101');
    await userEvent.click(screen.getByRole('button', { name: 'Attach the number' }));
    expect(await screen.findByText(/This number rings somewhere else/)).toBeTruthy();
    expect(isDisabled('Move it here')).toBe(true);
    await userEvent.click(screen.getByRole('checkbox', { name: /stops ringing there/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Move it here' }));
    expect(await screen.findByRole('heading', { name: 'Setting up 416 555-0101' })).toBeTruthy();
    expect(sent('attach')).toEqual([
      { action: 'attach', phone_number: NEW_NUMBER, label: '' },
      { action: 'attach', phone_number: NEW_NUMBER, label: '', move: true },
    ]);
  });
});

describe('a line', () => {
  it('is given up only by who types its number', async () => {
    const server: FakeNumbers = {
      state: stateOf({ numbers: [numberOf(doneSetup())] }),
      answer: () => {
        server.state = stateOf();
        return server.state;
      },
    };
    const { sent } = await openNumbers(server);
    await userEvent.click(await screen.findByRole('button', { name: 'More for Main line' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Give the number up' }));
    const dialog = await screen.findByRole('dialog', { name: 'Give up 416 555-0101?' });
    expect(within(dialog).getByText(/stops ringing here at once/)).toBeTruthy();
    const typed = within(dialog).getByRole('textbox', { name: /Type the number to confirm/ });
    await userEvent.type(typed, '416 555-0100');
    expect(isDisabled('Give up the number')).toBe(true);
    await userEvent.type(typed, '{Backspace}1');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Give up the number' }));
    expect(await screen.findByRole('heading', { name: 'Get your first number' })).toBeTruthy();
    expect(sent('release')).toEqual([
      {
        action: 'release',
        phone_number_id: 'a4000000-0000-4000-8000-000000000001',
        confirm: NEW_NUMBER,
        keep_at_telnyx: false,
      },
    ]);
  });

  it('that does not work any more says why and can be mended', async () => {
    const broken = { ...doneSetup(), state: 'failed' as const };
    broken.steps = stepsUntil('assignment', {
      state: 'failed',
      code: 'points_elsewhere',
      remedy: 'move_number',
    });
    const { sent } = await openNumbers({ state: stateOf({ numbers: [numberOf(broken)] }) });
    expect(await screen.findByText('Not working')).toBeTruthy();
    expect(screen.getByText(/The number rings somewhere else now/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(sent('verify')).toEqual([
        { action: 'verify', phone_number_id: 'a4000000-0000-4000-8000-000000000001' },
      ]),
    );
  });
});
