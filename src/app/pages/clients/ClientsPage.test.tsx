// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { ClientsPage } from './ClientsPage.tsx';

const CLIENTS = '/rest/v1/clients';
const client = (id: string, name: string) => ({ id, name, company: null, phones: [], calls: [] });

afterEach(cleanup);

async function openList(address = '/clients') {
  const backend = createFakeBackend({
    [CLIENTS]: () => [client('gerald', 'Gerald Whitmore'), client('judith', 'Judith Whitmore')],
    '/rest/v1/rpc/client_duplicates': () => [
      {
        clientId: 'gerald',
        reasons: ['number'],
        client: { id: 'judith', name: 'Judith Whitmore', company: null },
      },
    ],
  });
  renderInApp(<ClientsPage />, { ...backend, address });
  await screen.findByRole('link', { name: 'Gerald Whitmore' });
  return backend;
}

describe('the list of clients', () => {
  it('is walked through by arrow keys, from the search field and back', async () => {
    await openList();
    await userEvent.click(screen.getByRole('searchbox', { name: 'Search clients' }));
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('Judith Whitmore');
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it('says that two may be the same, and leads to comparing them', async () => {
    await openList();
    const link = await screen.findByRole('link', { name: '2 may be the same' });
    expect(link.getAttribute('href')).toBe('/clients/gerald?compare=judith');
  });

  it.each([
    ['whit', '(name.ilike."%whit%",email.ilike."%whit%",company.ilike."%whit%")'],
    ['a,b', '(name.ilike."%a,b%",email.ilike."%a,b%",company.ilike."%a,b%")'],
  ])('finds %s in names, e-mails and companies', async (search, asked) => {
    const backend = await openList(`/clients?search=${encodeURIComponent(search)}`);
    expect(backend.requestsTo(CLIENTS)[0]?.url.searchParams.get('or')).toBe(asked);
  });

  it.each(['(416) 555', '416-555', '416 555'])(
    'finds the number %s in any format',
    async (search) => {
      const backend = await openList(`/clients?search=${encodeURIComponent(search)}`);
      await waitFor(() =>
        expect(backend.requestsTo(CLIENTS)[0]?.url.searchParams.get('matched.phone_number')).toBe(
          'like.%416555%',
        ),
      );
    },
  );
});
