// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { Link, Route, Routes } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { renderInApp } from '@/testing/render-in-app.tsx';
import { useSearchParam } from './use-search-param.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Search() {
  const [, draft, setDraft] = useSearchParam('search');
  return (
    <>
      <input aria-label="Search" value={draft} onChange={(event) => setDraft(event.target.value)} />
      <Link to="/clients/maria">Maria</Link>
    </>
  );
}

/** The search page stays mounted, as it does while the next page is still being loaded. */
const pages = (
  <>
    <Search />
    <Routes>
      <Route path="*" element={null} />
    </Routes>
  </>
);

it('a link that is followed before typing paused is not undone by the text in the field', async () => {
  vi.useFakeTimers();
  const { supabase } = createFakeBackend({});
  const app = renderInApp(pages, { supabase, address: '/clients' });
  const field = screen.getByRole('textbox', { name: 'Search' });
  fireEvent.change(field, { target: { value: 'Maria' } });
  // As a browser does when a link is pressed: the field loses the focus, then the link is followed.
  fireEvent.focusOut(field);
  fireEvent.click(screen.getByRole('link', { name: 'Maria' }));
  expect(app.address()).toBe('/clients/maria');
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(app.address()).toBe('/clients/maria');
});
