// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { useStoredDraft } from './use-stored-draft.ts';

beforeEach(() => sessionStorage.clear());

it('follows what is saved until something is changed', () => {
  const { result, rerender } = renderHook(({ saved }) => useStoredDraft('hours', saved), {
    initialProps: { saved: { seconds: 20 } },
  });
  rerender({ saved: { seconds: 25 } });
  expect(result.current.draft).toEqual({ seconds: 25 });
  expect(result.current.isDirty).toBe(false);
});

it('keeps a change over a reload, and forgets it when it is dropped or saved', () => {
  const first = renderHook(() => useStoredDraft('hours', { seconds: 20 }));
  act(() => first.result.current.setDraft({ seconds: 30 }));
  first.unmount();
  const again = renderHook(({ saved }) => useStoredDraft('hours', saved), {
    initialProps: { saved: { seconds: 20 } },
  });
  expect(again.result.current.draft).toEqual({ seconds: 30 });
  expect(again.result.current.isDirty).toBe(true);
  again.rerender({ saved: { seconds: 30 } });
  expect(again.result.current.isDirty).toBe(false);
  act(() => again.result.current.discard());
  expect(sessionStorage.length).toBe(0);
});

it('keeps the drafts of two things apart', () => {
  const { result, rerender } = renderHook(({ key }) => useStoredDraft(key, { seconds: 20 }), {
    initialProps: { key: 'line-1' },
  });
  act(() => result.current.setDraft({ seconds: 40 }));
  rerender({ key: 'line-2' });
  expect(result.current.draft).toEqual({ seconds: 20 });
  rerender({ key: 'line-1' });
  expect(result.current.draft).toEqual({ seconds: 40 });
});
