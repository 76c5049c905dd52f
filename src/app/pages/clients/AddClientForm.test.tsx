// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { type BackendRoute, createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { AddClientForm } from './AddClientForm.tsx';

const CLIENTS = '/rest/v1/clients';
const PHONES = '/rest/v1/client_phones';
const created = () => new Response(null, { status: 201 });

afterEach(cleanup);

function renderForm(phones: BackendRoute, clients: BackendRoute = created) {
  const backend = createFakeBackend({ [CLIENTS]: clients, [PHONES]: phones });
  const app = renderInApp(<AddClientForm phoneNumber="" onDone={() => undefined} />, backend);
  return { backend, app };
}

const free: BackendRoute = ({ method }) => (method === 'GET' ? [] : created());

async function fillIn(name: string, number: string) {
  await userEvent.type(screen.getByLabelText('Name'), name);
  await userEvent.type(screen.getByLabelText('Main number'), number);
}

describe('adding a client', () => {
  it.each([
    ['(416) 555-0123', '416 555-0123'],
    ['+1 416.555.0123', '416 555-0123'],
    ['tel:416-555-0123 ext. 4', '416 555-0123'],
    ['+44 20 7946 0958', '+442079460958 (GB)'],
  ])('shows how %s was understood', async (typed, shown) => {
    renderForm(free);
    await userEvent.type(screen.getByLabelText('Main number'), typed);
    expect(await screen.findByText(shown)).toBeTruthy();
  });

  it('keeps the number as E.164, the first as the main one', async () => {
    const { backend, app } = renderForm(free);
    await fillIn('Wei Zhang', '(416) 555-0123');
    await screen.findByText('416 555-0123');
    await userEvent.click(screen.getByRole('button', { name: 'Add client' }));
    await waitFor(() => expect(app.address()).toMatch(/^\/clients\/[0-9a-f-]{36}$/));
    const written = backend.requestsTo(PHONES).find(({ method }) => method === 'POST');
    expect(written?.body).toMatchObject([{ phone_number: '+14165550123', is_main: true }]);
  });

  it('does not send a number that is none', async () => {
    const { backend } = renderForm(free);
    await fillIn('Wei Zhang', '416 55');
    await userEvent.click(screen.getByRole('button', { name: 'Add client' }));
    await screen.findByText('Too short: digits are missing.');
    expect(backend.requestsTo(CLIENTS)).toHaveLength(0);
  });

  it('warns of a client who has the number, and lets it be added all the same', async () => {
    const taken: BackendRoute = ({ method }) =>
      method === 'GET'
        ? [
            {
              phone_number: '+14165550123',
              clients: { id: 'client-1', name: 'Maria Lopez', archived_at: null },
            },
          ]
        : created();
    const { backend, app } = renderForm(taken);
    await fillIn('Luis Lopez', '4165550123');
    await screen.findByText('416 555-0123');
    await userEvent.click(screen.getByRole('button', { name: 'Add client' }));
    await screen.findByRole('link', { name: 'Open Maria Lopez' });
    expect(backend.requestsTo(CLIENTS)).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Add anyway' }));
    await waitFor(() => expect(app.address()).toMatch(/^\/clients\//));
  });

  it('loses nothing when it fails, and a second try adds no second client', async () => {
    let isBroken = true;
    const { backend, app } = renderForm(free, () =>
      isBroken ? Response.json({ message: 'down' }, { status: 500 }) : created(),
    );
    await fillIn('Wei Zhang', '4165550123');
    await screen.findByText('416 555-0123');
    await userEvent.click(screen.getByRole('button', { name: 'Add client' }));
    await screen.findByText(/^The client was not saved/);
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Wei Zhang');
    isBroken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Add client' }));
    await waitFor(() => expect(app.address()).toMatch(/^\/clients\//));
    const ids = backend.requestsTo(CLIENTS).map(({ body }) => (body as { id: string }).id);
    expect(new Set(ids).size).toBe(1);
  });
});
