// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { LinkedNumbers, PhoneLink } from './PhoneLink.tsx';

afterEach(cleanup);

describe('a number that can be pressed', () => {
  it('is called by this app, with the client whose it is', async () => {
    const { dialled } = renderInApp(
      <PhoneLink number="+14165550123" name="Maria Lopez" clientId="maria" />,
      createFakeBackend({}),
    );
    await userEvent.click(screen.getByRole('link', { name: '416 555-0123' }));
    expect(dialled).toEqual([{ to: '+14165550123', name: 'Maria Lopez', clientId: 'maria' }]);
  });

  it('leaves no way for the browser to open another app', () => {
    renderInApp(<PhoneLink number="+14165550123" />, createFakeBackend({}));
    const isLeft = fireEvent.click(screen.getByRole('link'));
    expect(isLeft).toBe(false);
  });

  it('is found in a note, which reads as it was written', async () => {
    const note = 'Her sister: (905) 555-0148, after 17:00';
    const { dialled } = renderInApp(
      <p data-testid="note">
        <LinkedNumbers>{note}</LinkedNumbers>
      </p>,
      createFakeBackend({}),
    );
    expect(screen.getByTestId('note').textContent).toBe(note);
    await userEvent.click(screen.getByRole('link', { name: '(905) 555-0148' }));
    expect(dialled[0]?.to).toBe('+19055550148');
  });
});
