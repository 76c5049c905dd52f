// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { SessionProvider } from '@/data/session.tsx';
import { type BackendRoute, createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { SignInForm } from './SignInForm.tsx';

const TOKEN = '/auth/v1/token';

afterEach(cleanup);

function renderForm(answer: BackendRoute, hasDemoAccounts = false) {
  const backend = createFakeBackend({ [TOKEN]: answer });
  renderInApp(
    <SessionProvider>
      <SignInForm hasDemoAccounts={hasDemoAccounts} />
    </SessionProvider>,
    backend,
  );
  return backend;
}

async function signInAs(email: string, password: string) {
  if (email) await userEvent.type(screen.getByLabelText('Email'), email);
  if (password) await userEvent.type(screen.getByLabelText('Password'), password);
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

const refusal = (status: number, code: string) => () =>
  Response.json({ code: status, error_code: code, msg: code }, { status });

describe('signing in', () => {
  it.each([
    [refusal(400, 'invalid_credentials'), /^Email and password do not match/],
    [refusal(429, 'over_request_rate_limit'), /^Too many tries/],
    [() => new Response('{}', { status: 429 }), /^Too many tries/],
    [refusal(500, 'unexpected_failure'), /^The server could not sign you in/],
    [
      () => {
        throw new TypeError('fetch failed');
      },
      /^Switchboard cannot be reached/,
    ],
  ])(
    '%# says in plain words what did not work, and keeps what was typed',
    async (answer, words) => {
      renderForm(answer);
      await signInAs('ana@maple.test', 'wrong');
      expect((await screen.findByRole('alert')).textContent).toMatch(words);
      expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('ana@maple.test');
      expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('wrong');
    },
  );

  it('asks for what is missing before it asks the server', async () => {
    const backend = renderForm(() => ({}));
    await signInAs('', '');
    expect(screen.getByText('Enter your email address.')).toBeTruthy();
    expect(screen.getByText('Enter your password.')).toBeTruthy();
    expect(backend.requestsTo(TOKEN)).toHaveLength(0);
  });

  it('shows the password on request', async () => {
    renderForm(() => ({}));
    const password = screen.getByLabelText<HTMLInputElement>('Password');
    expect(password.type).toBe('password');
    await userEvent.click(screen.getByRole('button', { name: 'Show characters' }));
    expect(password.type).toBe('text');
  });

  it('fills in a demo account where there are any', async () => {
    renderForm(() => ({}), true);
    await userEvent.click(screen.getByRole('button', { name: /^Fill in Ben/ }));
    expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('ben@maple.test');
  });
});
